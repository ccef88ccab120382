package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretResolverTest {

    private static final String CANARY = "Zq7canary";

    @TempDir
    Path dir;

    private Path configs = Path.of("configs");
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void createFolder() throws IOException {
        configs = Files.createDirectory(dir.resolve("configs"));
    }

    @Test
    void readsAVariable() throws Exception {
        variables.put("P", CANARY);

        assertThat(resolve("ref+env://P")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsAVariableAnewEachTime() throws Exception {
        variables.put("P", "a");
        SecretResolver resolver = Resolvers.of(configs, variables);
        resolver.resolve(new SecretReference("env", "P"));
        variables.put("P", "b");

        assertThat(resolver.resolve(new SecretReference("env", "P"))).isEqualTo(new Secret("b"));
    }

    @Test
    void readsTheFileThatAVariableNames() throws Exception {
        Path mounted = Files.writeString(dir.resolve("mounted"), CANARY + "\n");
        variables.put("P_FILE", mounted.toAbsolutePath().toString());

        assertThat(resolve("ref+env://P")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void refusesAFileNamedByAVariableThatIsMissing() {
        variables.put("P_FILE", dir.resolve("nowhere").toAbsolutePath().toString());

        refuses("ref+env://P", "file not found; create or mount it");
    }

    @Test
    void refusesAVariableThatIsNotSet() {
        refuses("ref+env://P", "the environment variable is not set; set it for this program");
    }

    @Test
    void refusesAnEmptyVariable() {
        variables.put("P", "");

        refuses("ref+env://P", "it is empty; give it a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY + "\n", CANARY + "\r\nX-Evil: 1", "\r" + CANARY, CANARY + "\0"})
    void refusesAVariableWithALineBreakOrNul(String value) {
        variables.put("P", value);

        refuses("ref+env://P", "it holds a line break or a NUL; a secret is one line");
    }

    @Test
    void readsAFileByItsAbsolutePath() throws Exception {
        Path file = Files.writeString(dir.resolve("p"), CANARY);

        assertThat(resolve("ref+file://" + file)).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsAFileInTheConfigFolder() throws Exception {
        Files.createDirectory(configs.resolve("secrets"));
        Files.writeString(configs.resolve("secrets/p"), CANARY);

        assertThat(resolve("ref+file://secrets/p")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void followsTheLinksOfMountedSecrets() throws Exception {
        Files.createDirectory(dir.resolve("..data"));
        Files.writeString(dir.resolve("..data/p"), CANARY);
        Files.createSymbolicLink(dir.resolve("p"), Path.of("..data/p"));

        assertThat(resolve("ref+file://" + dir + "/p")).isEqualTo(new Secret(CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ""})
    void stripsOneLineEnd(String end) throws Exception {
        Files.writeString(configs.resolve("p"), CANARY + " " + end);

        assertThat(resolve("ref+file://p")).isEqualTo(new Secret(CANARY + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r", "\nX", "\0"})
    void stripsNoMore(String end) throws Exception {
        Files.writeString(configs.resolve("p"), CANARY + end);

        refuses("ref+file://p", "it holds a line break or a NUL; a secret is one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void refusesAnEmptyFile(String text) throws Exception {
        Files.writeString(configs.resolve("p"), text);

        refuses("ref+file://p", "it is empty; give it a value");
    }

    @Test
    void refusesAFileThatIsMissing() {
        refuses("ref+file://p", "file not found; create or mount it");
        refuses("ref+file:///no/such/file", "file not found; create or mount it");
    }

    @Test
    void refusesADirectory() throws Exception {
        Files.createDirectory(configs.resolve("p"));

        refuses("ref+file://p", "it is a directory; name a file in it");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws Exception {
        Path file = Files.writeString(configs.resolve("p"), CANARY);
        Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads everything");

        refuses("ref+file://p", "the file is not readable for this user; grant the right to read it");
    }

    @Test
    void refusesAFifoWithoutWaitingForIt() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", configs.resolve("p").toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        refuses("ref+file://p", "it is not a regular file; name one that holds the secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../p", "a/../../p", "../no-such-file", "link", "folder/p"})
    void refusesRelativePathsThatLeaveTheFolder(String path) throws Exception {
        Files.writeString(dir.resolve("p"), CANARY);
        Files.createSymbolicLink(configs.resolve("link"), dir.resolve("p"));
        Files.createSymbolicLink(configs.resolve("folder"), dir);

        refuses("ref+file://" + path, "it leads out of the config folder; write an absolute path, ref+file:///…");
    }

    @Test
    void takesALinkToTheConfigFolderForTheFolder() throws Exception {
        Files.writeString(configs.resolve("p"), CANARY);
        Path link = Files.createSymbolicLink(dir.resolve("link"), configs);

        assertThat(Resolvers.of(link, variables).resolve(new SecretReference("file", "p")))
                .isEqualTo(new Secret(CANARY));
    }

    @Test
    void refusesAFileThatIsNoUtf8() throws Exception {
        Files.write(configs.resolve("p"), (CANARY + "å").getBytes(StandardCharsets.ISO_8859_1));

        refuses("ref+file://p", "the file is not UTF-8; save it as UTF-8");
    }

    @Test
    void refusesAByteOrderMark() throws Exception {
        Files.writeString(configs.resolve("p"), "\uFEFF" + CANARY);

        refuses("ref+file://p", "the file begins with a byte order mark; save it without");
    }

    @Test
    void refusesALargeFile() throws Exception {
        Files.writeString(configs.resolve("p"), CANARY.repeat(8_000));

        refuses("ref+file://p", "the file is larger than 64 KiB; name the file that holds only the secret");
    }

    @Test
    void refusesAPathThatNoSystemHas() {
        refuses("ref+file://a\0b", "its path is not one that this system has; correct it");
    }

    private Secret resolve(String reference) throws SecretUnavailableException {
        return Resolvers.of(configs, variables).resolve(SecretReference.parse(reference));
    }

    private void refuses(String reference, String cause) {
        ThrowingCallable resolve = () -> resolve(reference);
        assertThatThrownBy(resolve)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(reference + " does not resolve: " + cause)
                .hasNoCause();
    }
}
