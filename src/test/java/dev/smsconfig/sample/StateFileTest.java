package dev.smsconfig.sample;

import static dev.smsconfig.sample.SampleServerFixture.SAVE;
import static dev.smsconfig.sample.SampleServerFixture.withSender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("state.jsonl");
    }

    @Test
    void savesSurviveARestart() throws Exception {
        saveAs("Acme");

        assertThat(senderAfterStart()).isEqualTo("Acme");
    }

    @Test
    void theLastSaveOfATenantCountsAfterARestart() throws Exception {
        saveAs("first");
        saveAs("second");

        assertThat(senderAfterStart()).isEqualTo("second");
    }

    @Test
    void aSaveIsInTheFileWhenItIsAnswered() throws Exception {
        try (SampleServer server = start()) {
            new WebApiCaller(server).save("Cust00001", SAVE);

            assertThat(Files.readString(file)).endsWith("}\n").contains("\"Acme\"");
        }
    }

    @Test
    void readingWritesNothing() throws Exception {
        try (SampleServer server = start()) {
            new WebApiCaller(server).get("Cust00001");
        }

        assertThat(file).isEmptyFile();
    }

    @Test
    void aTenantThatIsNotServedKeepsItsSave() throws Exception {
        saveAs("Acme");
        SampleServerFixture.start(file, "Cust00002").close();

        assertThat(senderAfterStart()).isEqualTo("Acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"tenant\":\"Cust00001\",\"DefaultSms", "\u0000\u0000\u0000"})
    void aHalfWrittenLastLineIsDropped(String torn) throws Exception {
        saveAs("Acme");
        append(torn);

        assertThat(senderAfterStart()).isEqualTo("Acme");
    }

    @Test
    void savesAfterAHalfWrittenLineAreWhole() throws Exception {
        append("{\"tenant\":\"Cust00001\",\"DefaultSms" + "x".repeat(1_000));
        saveAs("after");

        assertThat(senderAfterStart()).isEqualTo("after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET",
                "",
                "{}",
                "{\"tenant\":\"SECRET/..\"}",
                "{\"tenant\":\"Cust00001\"}",
                "{\"tenant\":\"Cust00001\",\"DefaultSmsCountry\":\"\",\"NetServerSmsProvider\":\"\",\"NsPluginSender\":7,"
                        + "\"NsPluginConfig\":{}}"
            })
    void aDamagedLineStopsTheStartWithFileAndLineButWithoutItsText(String damaged) throws Exception {
        saveAs("Acme");
        append(damaged + "\n");
        append(new StateLine(new TenantId("Cust00001"), SmsSettings.DEFAULTS).encoded());

        assertThatThrownBy(this::start)
                .isInstanceOf(SampleServerStartException.class)
                .hasMessageContaining("line 2 of the state file " + file.toRealPath())
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws Exception {
        append("damaged\n{");

        assertThatThrownBy(this::start).isInstanceOf(SampleServerStartException.class);

        assertThat(file).hasContent("damaged\n{");
    }

    @Test
    void aFileOfManyLinesIsCompactedOnStart() throws Exception {
        appendSaves(1_000);

        assertThat(senderAfterStart()).isEqualTo("save 1000");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void savesGoOnAfterCompaction() throws Exception {
        appendSaves(1_000);
        saveAs("after");

        assertThat(senderAfterStart()).isEqualTo("after");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aFileOfFewLinesIsNotCompacted() throws Exception {
        appendSaves(20);

        start().close();

        assertThat(Files.readAllLines(file)).hasSize(20);
    }

    @Test
    void whatACrashedCompactionLeftIsReplaced() throws Exception {
        appendSaves(1_000);
        Files.writeString(folder.resolve("state.jsonl.tmp"), "half");

        assertThat(senderAfterStart()).isEqualTo("save 1000");
        assertThat(folder.resolve("state.jsonl.tmp")).doesNotExist();
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        start().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyTheOwnerMayReadTheCompactedFile() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        appendSaves(1_000);
        start().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void missingFoldersAreCreated() throws Exception {
        file = folder.resolve("a/b/state.jsonl");
        saveAs("Acme");

        assertThat(senderAfterStart()).isEqualTo("Acme");
    }

    @Test
    void aSecondServerOnTheSameFileIsRefused() throws Exception {
        try (SampleServer first = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(SampleServerStartException.class)
                    .hasMessageContaining("another sample server uses the state file " + file.toRealPath())
                    .hasMessageContaining("another state file");
            assertThat(new WebApiCaller(first).sender("Cust00001")).isEqualTo("Legacy");
        }
    }

    @Test
    void aSecondNameOfTheSameFileIsTheSameFile() throws Exception {
        try (SampleServer first = start()) {
            Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);

            assertThatThrownBy(() -> SampleServerFixture.start(link, "Cust00001"))
                    .isInstanceOf(SampleServerStartException.class);
            assertThat(first.url()).isNotEmpty();
        }
    }

    @Test
    void aFolderInPlaceOfTheFileIsAClearError() {
        assertThatThrownBy(() -> SampleServerFixture.start(folder, "Cust00001"))
                .isInstanceOf(SampleServerStartException.class)
                .hasMessageContaining("the state file " + folder + " cannot be used");
    }

    @Test
    void aSaveThatCannotBeWrittenIsNotShown() throws Exception {
        TenantStates states = TenantStates.open(file);
        TenantId tenant = new TenantId("Cust00001");
        states.close();

        assertThatThrownBy(() -> states.save(tenant, SmsSettings.DEFAULTS)).isInstanceOf(IOException.class);
        assertThat(states.settingsOf(tenant)).isEqualTo(SmsSettings.LEGACY);
    }

    private SampleServer start() throws SampleServerStartException {
        return SampleServerFixture.start(file, "Cust00001");
    }

    private void saveAs(String sender) throws Exception {
        try (SampleServer server = start()) {
            new WebApiCaller(server).save("Cust00001", withSender(sender));
        }
    }

    private String senderAfterStart() throws Exception {
        try (SampleServer server = start()) {
            return new WebApiCaller(server).sender("Cust00001");
        }
    }

    private void appendSaves(int count) throws Exception {
        for (int n = 1; n <= count; n++) {
            SmsSettings settings = new SmsSettings("+47", "CM", "save " + n, Map.of());
            append(new StateLine(new TenantId("Cust00001"), settings).encoded());
        }
    }

    private void append(String text) throws Exception {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    private void append(byte[] bytes) throws Exception {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }
}
