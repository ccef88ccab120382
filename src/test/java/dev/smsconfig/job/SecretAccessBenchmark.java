package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.smsconfig.audit.Run;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUse;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the account of secrets costs: processor time of a run with it and without, each tenant with a secret of its own,
 * against the time that the same run needs for its requests alone. Runs only where it is named:
 * {@code mvn -q test-compile surefire:test -Dtest=SecretAccessBenchmark -DargLine=-Xmx1500m}.
 */
class SecretAccessBenchmark {

    private static final int TENANTS = Integer.getInteger("tenants", 20_000);
    private static final int ROUNDS = 3;
    private static final double REQUEST_SECONDS = 0.020;
    private static final int AT_ONCE = 64;

    @TempDir
    Path folder;

    private int made;

    @Test
    void measure() {
        cpuSeconds(true, true, 200); // warm
        print("nothing differs", false, 1);
        print("all are saved", true, 4);
    }

    private void print(String name, boolean differs, int requests) {
        double[] without = new double[ROUNDS];
        double[] with = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            without[round] = cpuSeconds(differs, false, TENANTS);
            with[round] = cpuSeconds(differs, true, TENANTS);
        }
        Arrays.sort(without);
        Arrays.sort(with);
        double wire = TENANTS * requests * REQUEST_SECONDS / AT_ONCE;
        double more = with[0] - without[0];
        System.out.printf(
                Locale.ROOT,
                "%s: %d tenants, processor time without %.2f s (to %.2f), with %.2f s (to %.2f): %+.2f s;"
                        + " requests alone take %.1f s at 20 ms and 64 at once, so %+.1f %%%n",
                name,
                TENANTS,
                without[0],
                without[ROUNDS - 1],
                with[0],
                with[ROUNDS - 1],
                more,
                wire,
                100 * more / wire);
    }

    private double cpuSeconds(boolean differs, boolean account, int tenants) {
        try (RolloutRuns runs = new RolloutRuns(folder.resolve("r" + made++))) {
            runs.parallelism = AT_ONCE;
            runs.source = account ? accounted(runs) : reference -> new Secret("now");
            List<DesiredState> fleet = new ArrayList<>();
            for (int i = 0; i < tenants; i++) {
                TenantId tenant = new TenantId("Cust%05d".formatted(i));
                SmsConfig desired = new SmsConfig(
                        Map.of(), Map.of("cm_password", new SecretReference("file", "/run/secrets/" + tenant.value())));
                runs.server.put(
                        tenant, new SmsConfig(Map.of(), Map.of("cm_password", new Secret(differs ? "old" : "now"))));
                fleet.add(new DesiredState(tenant, desired, Map.of(), "tenants/" + tenant.value() + ".yaml"));
            }
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long began = system.getProcessCpuTime();
            Run run = runs.apply(
                    runs.request(fleet, new FailureBudget(1, 100), Wave.of("rest", LabelSelector.everything())));
            double took = (system.getProcessCpuTime() - began) / 1e9;
            Integer events = new JdbcTemplate(runs.store.dataSource())
                    .queryForObject(
                            "SELECT COUNT(*) FROM audit_event WHERE event_type = 'SECRET_ACCESS' AND run_id = ?",
                            Integer.class,
                            run.id());
            assertThat(Objects.requireNonNull(events) > 0).isEqualTo(account);
            return took;
        }
    }

    private static SecretSource accounted(RolloutRuns runs) {
        return new SecretSource() {
            @Override
            public Secret resolve(SecretReference reference) {
                return use(reference, SecretPurpose.COMPARE);
            }

            @Override
            public SecretSource meantFor(SecretPurpose purpose) {
                return reference -> use(reference, purpose);
            }

            private Secret use(SecretReference reference, SecretPurpose purpose) {
                runs.secrets.accept(new SecretUse(reference, "2026-03-01T09:00:00Z", purpose, true));
                return new Secret("now");
            }
        };
    }
}
