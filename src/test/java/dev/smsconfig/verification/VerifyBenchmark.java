package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.Distribution;
import dev.smsconfig.MovableClock;
import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.AuditTrail;
import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.ResultRecorder;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.TenantLedger;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.audit.TrailReader;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long it takes to verify a million events in 256 MB: the command as it is called, in a process of its own, by the
 * launcher and by {@code java -jar}. Not run with the other tests:
 * {@code mvn -q -DskipTests package && mvn -q surefire:test -Dtest=VerifyBenchmark}; {@code -Devents=N} for another number.
 */
class VerifyBenchmark {

    private static final int EVENTS = Integer.getInteger("events", 1_000_000);
    private static final int TENANTS = 20_000;
    private static final int BATCH = 500;
    /** One tenant of so many is saved in a night. */
    private static final int CHANGED = 20;

    private static final int TIMES = 3;
    private static final String HEAP = "-Xmx256m";

    @TempDir
    Path folder;

    @Test
    void verifiesAMillionEvents() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        JobStore.embedded(work, Clock.systemUTC()).close();
        long events = make(work);
        Path home = Distribution.unpack(Files.createDirectories(folder.resolve("home")));
        List<String> launcher = List.of(home.resolve("bin/smsconfig").toString());
        List<String> jar = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-jar",
                home.resolve("lib/smsconfig.jar").toString());
        time("java -jar", events, work, jar); // reads the file for the first time
        System.out.println(ended(List.of(home.resolve("bin/smsconfig-archive").toString())));
        for (int i = 0; i < TIMES; i++) {
            time("launcher", events, work, launcher);
            time("java -jar", events, work, jar);
        }
    }

    private void time(String name, long events, Path work, List<String> program) throws Exception {
        // the shell tells the processor's time beside the clock's: on a busy machine only that can be compared
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%R s, processor %U + %S s'; time \"$@\" >/dev/null 2>&1", "-"));
        command.addAll(program);
        command.addAll(List.of("audit", "verify", "--work", work.toString()));
        System.out.println(name + ", " + events + " events, " + HEAP + ": " + ended(command));
    }

    private String ended(List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("SMSCONFIG_JAVA_OPTS", HEAP);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out.strip();
    }

    /** Nights as a fleet has them: nearly all tenants are as they should be, some are saved. By the real writers. */
    private static long make(Path work) throws Exception {
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                "jdbc:h2:file:" + work.toAbsolutePath().resolve("repository"), "sa", "", true);
        JdbcTemplate jdbc = new JdbcTemplate(connection);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(connection));
        CheckpointFolder checkpoints = new CheckpointFolder(work.resolve("checkpoints"));
        TrailReader trail = new TrailReader(jdbc);
        for (int night = 0; trail.head().orElseThrow().nextSeq() < EVENTS; night++) {
            new Night(jdbc, transactions, checkpoints, night).run();
        }
        Files.writeString(work.resolve("audit.vkey"), TestTrail.KEY.verifier().text());
        Long bytes = jdbc.queryForObject("SELECT AVG(LENGTH(body)) FROM audit_event", Long.class);
        long events = trail.head().orElseThrow().nextSeq();
        connection.destroy();
        System.out.println(events + " events with bodies of " + bytes + " bytes on the average");
        return events;
    }

    private static final class Night {

        private final JdbcTemplate jdbc;
        private final TransactionTemplate transactions;
        private final CheckpointFolder checkpoints;
        private final MovableClock clock;
        private final Run run;

        Night(JdbcTemplate jdbc, TransactionTemplate transactions, CheckpointFolder checkpoints, int night) {
            this.jdbc = jdbc;
            this.transactions = transactions;
            this.checkpoints = checkpoints;
            clock = new MovableClock(Instant.parse("2026-01-01T02:00:00Z")
                    .plus(Duration.ofDays(night))
                    .toString());
            run = new Run(
                    "%08d-020000-abcdef".formatted(night),
                    Run.APPLY,
                    "production",
                    RunStatus.RUNNING,
                    new Run.Origin("configs", null, false, null, TENANTS),
                    "30%",
                    clock.instant(),
                    null,
                    "host 1",
                    null);
        }

        void run() {
            List<InventoryTenant> fleet = IntStream.range(0, TENANTS)
                    .mapToObj(i -> new InventoryTenant(
                            i, new TenantId("Cust%05d".formatted(i)), 0, "all", "tenants/x.yaml", "h" + i, null))
                    .toList();
            AuditTrail trail = new AuditTrail(jdbc, clock);
            ResultRecorder recorder = new ResultRecorder(jdbc, trail, clock);
            transactions.executeWithoutResult(begin -> {
                new RunLedger(jdbc).insert(run);
                new TenantLedger(jdbc).inventory(run.id(), fleet);
                Map<String, Object> started = Map.of("command", "apply", "environment", "production", "dirty", false);
                trail.append(List.of(new AuditEvent(AuditEvent.Type.RUN_STARTED, run.id(), null, started)));
            });
            sign();
            for (int from = 0; from < TENANTS; from += BATCH) {
                List<InventoryTenant> some = fleet.subList(from, Math.min(from + BATCH, TENANTS));
                clock.advance(Duration.ofMillis(150));
                transactions.executeWithoutResult(
                        batch -> recorder.record(run, AuditEvent.Type.TENANT_OBSERVED, results(some, true)));
                List<InventoryTenant> changed = some.stream()
                        .filter(tenant -> tenant.seq() % CHANGED == 0)
                        .toList();
                transactions.executeWithoutResult(batch -> trail.append(changed.stream()
                        .map(tenant -> new AuditEvent(
                                AuditEvent.Type.WRITE_INTENT, run.id(), tenant.tenant(), Map.of("attempt", 1)))
                        .toList()));
                transactions.executeWithoutResult(
                        batch -> recorder.record(run, AuditEvent.Type.WRITE_OUTCOME, results(changed, false)));
            }
            transactions.executeWithoutResult(end -> {
                new RunLedger(jdbc).ended(run.id(), RunStatus.COMPLETED, clock.instant(), null);
                Map<String, Object> sealed = Map.of("status", "COMPLETED");
                trail.append(List.of(new AuditEvent(AuditEvent.Type.RUN_SEALED, run.id(), null, sealed)));
            });
            sign();
        }

        private void sign() {
            try {
                checkpoints.add(
                        new CheckpointSigner(jdbc, TestTrail.KEY).sign(run.id()).orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<TenantResult> results(List<InventoryTenant> tenants, boolean observed) {
            return tenants.stream().map(tenant -> result(tenant, observed)).toList();
        }

        private static TenantResult result(InventoryTenant tenant, boolean observed) {
            boolean changed = tenant.seq() % CHANGED == 0;
            List<FieldChange> changes = changed
                    ? List.of(
                            FieldChange.healed("NsPluginSender", "Contoso", "Fabrikam", false, Cause.PENDING),
                            FieldChange.healed(
                                    "NsPluginConfig.cm_password",
                                    "hmac:k1:0123456789abcdef0123456789abcdef",
                                    "hmac:k1:fedcba9876543210fedcba9876543210",
                                    true,
                                    Cause.PENDING))
                    : List.of();
            OutcomeKind kind = !changed ? OutcomeKind.IN_SYNC : observed ? OutcomeKind.PLANNED : OutcomeKind.CONVERGED;
            Outcome outcome =
                    new Outcome(tenant.tenant(), kind, changes, List.of("NsPluginConfig.cm_password"), 1, null, null);
            return new TenantResult(tenant.seq(), observed ? 1 : 2, outcome, null);
        }
    }
}
