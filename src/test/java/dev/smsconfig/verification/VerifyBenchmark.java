package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CanonicalJson;
import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.job.JobStore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How long it takes to verify a million events in 256 MB: the command as it is called, in a process of its own. Not run
 * with the other tests: {@code mvn -q test-compile surefire:test -Dtest=VerifyBenchmark}; {@code -Devents=N} for another
 * number.
 */
class VerifyBenchmark {

    private static final int EVENTS = Integer.getInteger("events", 1_000_000);
    private static final int BATCH = 10_000;
    private static final int CHECKPOINTS = 100;
    private static final int TIMES = 3;

    @TempDir
    Path folder;

    @Test
    void verifiesAMillionEvents() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        JobStore.embedded(work, Clock.systemUTC()).close();
        make(work);
        for (int i = 0; i < TIMES; i++) {
            Instant began = Instant.now();
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    absolute(System.getProperty("java.class.path")),
                    "dev.smsconfig.cli.SmsConfigApplication",
                    "audit",
                    "verify",
                    "--work",
                    work.toString(),
                    "-o",
                    "json");
            // the shell tells the processor's time beside the clock's: on a busy machine only that can be compared
            Process process = new ProcessBuilder(Stream.concat(
                                    Stream.of("bash", "-c", "TIMEFORMAT='processor %U + %S s'; time \"$@\"", "-"),
                                    command.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .directory(folder.toFile())
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            Duration took = Duration.between(began, Instant.now());
            System.out.println(EVENTS + " events in " + took.toMillis() + " ms with -Xmx256m: " + out.strip());
            assertThat(process.exitValue()).isZero();
        }
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void make(Path work) throws Exception {
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                "jdbc:h2:file:" + work.toAbsolutePath().resolve("repository"), "sa", "", true);
        JdbcTemplate jdbc = new JdbcTemplate(connection);
        CheckpointFolder checkpoints = new CheckpointFolder(work.resolve("checkpoints"));
        byte[] previous = EntryHash.first();
        Instant at = Instant.parse("2026-01-01T02:00:00Z");
        long bytes = 0;
        List<Object[]> rows = new ArrayList<>();
        for (int seq = 0; seq < EVENTS; seq++) {
            at = at.plusMillis(3);
            AuditEvent.Type type = type(seq);
            byte[] body = body(seq, type, at);
            bytes += body.length;
            byte[] entry = EntryHash.of(seq, previous, body);
            rows.add(new Object[] {
                seq, "run", type.name(), "Cust" + seq / 3 % 5000, Timestamp.from(at), body, previous, entry
            });
            previous = entry;
            if (rows.size() == BATCH || seq == EVENTS - 1) {
                jdbc.batchUpdate(
                        "INSERT INTO audit_event (seq, run_id, event_type, tenant, occurred_at, body, prev_hash,"
                                + " entry_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        rows);
                rows.clear();
                jdbc.update("UPDATE audit_head SET next_seq = ?, entry_hash = ?", seq + 1, previous);
                if ((seq + 1) % (EVENTS / CHECKPOINTS) == 0) {
                    checkpoints.add(new CheckpointSigner(jdbc, TestTrail.KEY)
                            .sign("run")
                            .orElseThrow());
                }
            }
        }
        Files.writeString(work.resolve("audit.vkey"), TestTrail.KEY.verifier().text());
        connection.destroy();
        System.out.println("bodies of " + bytes / EVENTS + " bytes on the average");
    }

    private static AuditEvent.Type type(int seq) {
        return seq % 2 == 0 ? AuditEvent.Type.GUARD : AuditEvent.Type.WAVE;
    }

    private static byte[] body(int seq, AuditEvent.Type type, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("seq", seq);
        body.put("type", type.name());
        body.put("run", "run");
        body.put("tenant", "Cust" + seq / 3 % 5000);
        body.put("at", at.toString());
        body.put("outcome", "CONVERGED");
        body.put("attempts", 1);
        List<Map<String, Object>> changes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            changes.add(Map.of(
                    "field", "NsPluginConfig.cm_setting" + i,
                    "from", "hmac:k1:0123456789abcdef0123456789abcdef" + seq,
                    "to", "hmac:k1:fedcba9876543210fedcba9876543210" + seq,
                    "sensitive", true,
                    "cause", "PENDING"));
        }
        body.put("changes", changes);
        return CanonicalJson.bytes(body);
    }
}
