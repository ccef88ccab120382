package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateLogTest {

    private static final StateLine LINE = new StateLine(new TenantId("Cust00001"), SmsSettings.DEFAULTS);

    @TempDir
    Path folder;

    private final List<StateLine> durable = new ArrayList<>();
    private Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.createFile(folder.resolve("log"));
    }

    @Test
    void nothingBehindTheWholeLinesOutlivesAnAppend() throws Exception {
        Files.writeString(file, "whole\nleft by a failed write\n".repeat(20));
        try (StateLog log = open(6)) {
            log.append(LINE);
        }

        assertThat(Files.readAllBytes(file)).startsWith("whole\n".getBytes()).endsWith(LINE.encoded());
        assertThat(file).hasSize(6 + LINE.encoded().length);
    }

    @Test
    void everyAppendOfManyThreadsIsOneWholeLineInTheOrderItBecameDurable() throws Exception {
        try (StateLog log = open(0)) {
            List<CompletableFuture<Void>> appends = IntStream.range(0, 200)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> append(log, new TenantId("T" + n))))
                    .toList();
            appends.forEach(CompletableFuture::join);
        }

        List<TenantId> inTheFile = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            inTheFile.add(StateLine.decode(line.getBytes()).tenant());
        }
        assertThat(inTheFile)
                .hasSize(200)
                .isEqualTo(durable.stream().map(StateLine::tenant).toList());
    }

    @Test
    void anAppendThatFailsIsNotDurable() throws Exception {
        StateLog log = open(0);
        log.close();

        assertThatThrownBy(() -> log.append(LINE)).isInstanceOf(IOException.class);
        assertThat(durable).isEmpty();
    }

    private StateLog open(long end) throws IOException {
        return new StateLog(FileChannel.open(file, StandardOpenOption.WRITE), end, durable::add);
    }

    private static void append(StateLog log, TenantId tenant) {
        try {
            log.append(new StateLine(tenant, SmsSettings.LEGACY));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
