package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.AuditTrail;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the audit trail costs: the same run with it and without it, in turns, so that whatever else the machine does hits
 * both. Servers answer after 20 ms and take no processor time, so that nothing hides the cost. Runs only where it is
 * named; {@code src/docs/benchmarks.md} has the command and figures.
 */
class AuditCostBenchmark {

    private static final int TENANTS = Integer.getInteger("audit.tenants", 20_000);
    private static final int PAIRS = Integer.getInteger("audit.pairs", 5);
    private static final int LATENCY_MILLIS = 20;
    private static final int AT_ONCE = 64;
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter("k1", new byte[32]);

    @TempDir
    Path folder;

    @Test
    void h2() throws IOException {
        measure("H2", () -> RepositoryConnection.embedded(newFolder()));
    }

    @Test
    void postgresql() throws IOException {
        measure("PostgreSQL", () -> PostgresqlRepositories.connection(PostgresqlRepositories.fresh()));
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "repository");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void measure(String database, Supplier<RepositoryConnection> repositories) {
        night(repositories.get(), true, true); // warms up
        for (boolean everyTenantChanges : new boolean[] {false, true}) {
            List<Double> ratios = new ArrayList<>();
            List<Long> on = new ArrayList<>();
            List<Long> off = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                // which of the two is first alternates
                boolean audited = pair % 2 == 0;
                long first = night(repositories.get(), audited, everyTenantChanges);
                long second = night(repositories.get(), !audited, everyTenantChanges);
                on.add(audited ? first : second);
                off.add(audited ? second : first);
                ratios.add((double) on.get(pair) / off.get(pair));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %s: with %d ms, without %d ms, costs %+.1f %% (each pair: %s), load %.1f%n",
                    database,
                    everyTenantChanges ? "every tenant saved" : "no tenant saved   ",
                    median(on),
                    median(off),
                    (median(ratios) - 1) * 100,
                    ratios.stream()
                            .map(ratio -> String.format(Locale.ROOT, "%+.1f", (ratio - 1) * 100))
                            .toList(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** @return how many milliseconds the run took */
    private static long night(RepositoryConnection repository, boolean audited, boolean everyTenantChanges) {
        try (JobStore store = JobStore.open(
                repository,
                Clock.systemUTC(),
                jdbc -> audited ? new AuditTrail(jdbc, Clock.systemUTC()) : new NoTrail(jdbc))) {
            InMemorySmsConfigServer server = new InMemorySmsConfigServer();
            List<DesiredState> fleet = IntStream.range(0, TENANTS)
                    .mapToObj(AuditCostBenchmark::desired)
                    .toList();
            for (DesiredState tenant : fleet) {
                server.put(tenant.tenant(), everyTenantChanges ? config("Legacy") : tenant.config());
            }
            FleetJob job = new FleetJob(store, connection(server), new Silent(), new StopSignal(), Invocations.KNOWN);
            NewRun run = new NewRun(
                    job.newRunId(), Run.APPLY, "test", new Run.Origin("configs", null, false, null, TENANTS), "host");
            long began = System.nanoTime();
            Run ended = job.start(run, request(fleet));
            long took = System.nanoTime() - began;
            assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
            Long events =
                    new JdbcTemplate(store.dataSource()).queryForObject("SELECT COUNT(*) FROM audit_event", Long.class);
            if (audited) {
                assertThat(events).isGreaterThan(everyTenantChanges ? 3L * TENANTS : TENANTS);
            } else {
                assertThat(events).isZero();
            }
            return took / 1_000_000;
        }
    }

    private static DesiredState desired(int i) {
        TenantId tenant = new TenantId("Cust%05d".formatted(i));
        return new DesiredState(tenant, config("Acme"), Map.of(), "tenants/" + tenant + ".yaml");
    }

    private static SmsConfig config(String sender) {
        return new SmsConfig(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47"),
                        SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text("CM"),
                        SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)),
                Map.of("cm_username", new Secret("contoso"), "cm_password", new Secret("of " + sender)));
    }

    private static RunRequest request(List<DesiredState> fleet) {
        return new RunRequest(
                fleet,
                new Policies(
                        GuardSettings.STANDARD.withMaxChanged(ShareOrCount.parse("100%")),
                        List.of(),
                        new Rollout(
                                List.of(Wave.of("rest", LabelSelector.everything())), new FailureBudget(TENANTS, 100)),
                        DriftPolicy.HEAL,
                        List.of()),
                AT_ONCE);
    }

    private static FleetConnection connection(InMemorySmsConfigServer server) {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new FleetConnection(
                new TenantReads(tenant -> after(() -> server.observe(tenant)), retries),
                new TenantSaves(
                        (tenant, config) -> after(() -> server.save(tenant, config)),
                        tenant -> after(() -> server.probe(tenant)),
                        retries),
                reference -> {
                    throw new SecretUnavailableException("no secrets here");
                },
                FINGERPRINTER,
                new SecretUses());
    }

    private static <T> T after(Supplier<T> answer) {
        try {
            Thread.sleep(LATENCY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answer.get();
    }

    /** Only counts. */
    private static final class NoTrail extends AuditTrail {

        private final AtomicLong next = new AtomicLong();

        NoTrail(JdbcTemplate jdbc) {
            super(jdbc, Clock.systemUTC());
        }

        @Override
        public void begin() {}

        @Override
        public void lock() {}

        @Override
        public long append(List<AuditEvent> events) {
            return next.getAndAdd(events.size());
        }
    }

    private static final class Silent implements RunWatcher {

        @Override
        public void began(String name, int tenants) {}

        @Override
        public void done(Outcome outcome) {}

        @Override
        public void ended() {}

        @Override
        public void planned(String runId) {}

        @Override
        public boolean consents(String runId) {
            return true;
        }
    }
}
