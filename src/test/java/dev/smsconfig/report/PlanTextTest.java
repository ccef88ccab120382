package dev.smsconfig.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.Differences;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static final int TENANTS = 5000;
    private static final int SCREEN = 24;
    private static final Palette PLAIN = new Palette(false);

    private static List<String> lines(IntFunction<List<FieldChange>> changes) {
        return new PlanText(PLAIN).lines(report(changes));
    }

    private static RunReport report(IntFunction<List<FieldChange>> changes) {
        Instant at = Instant.parse("2026-11-28T02:00:00Z");
        Run run = new Run(
                "20261128-020000-000000",
                Run.PLAN,
                "production",
                RunStatus.COMPLETED,
                new Run.Origin("configs", null, false, null, TENANTS),
                "100%",
                at,
                at,
                "host a, process 1",
                null);
        List<WaveReport> waves = new ArrayList<>();
        for (int wave = 0; wave < 4; wave++) {
            waves.add(new WaveReport(
                    WaveRecord.pending(wave, "wave-" + wave, TENANTS / 4, new Gate(Duration.ofMinutes(10), true)),
                    Map.of(),
                    TENANTS / 4));
        }
        return new RunReport(
                run,
                new Summary(Map.of(OutcomeKind.PLANNED, TENANTS), Differences.NONE),
                tenants(changes),
                List.of(),
                new RolloutReport(
                        new RolloutRecord("0123456789abcdef", 3, 16, 40L, "a".repeat(64), null, null),
                        waves,
                        List.of(),
                        0),
                Coverage.COMPLETE,
                new NextCommand("smsconfig", null));
    }

    private static RunReport.Tenants tenants(IntFunction<List<FieldChange>> changes) {
        return new RunReport.Tenants() {
            @Override
            public void forEach(Consumer<LedgerEntry> consumer) {
                for (int i = 0; i < TENANTS; i++) {
                    TenantId tenant = new TenantId("Cust%05d".formatted(i));
                    consumer.accept(new LedgerEntry(
                            new InventoryTenant(i, tenant, 0, "wave-0", "tenants/x.yaml", "hash", null),
                            1,
                            new Outcome(tenant, OutcomeKind.PLANNED, changes.apply(i), List.of(), 1, null, null),
                            null,
                            null));
                }
            }

            @Override
            public void forEachNotable(Consumer<LedgerEntry> consumer) {
                forEach(consumer);
            }

            @Override
            public void forEachCommit(Consumer<Provenance> consumer) {}
        };
    }

    private static FieldChange sender(String from, String to) {
        return FieldChange.healed("NsPluginSender", from, to, false, Cause.PENDING);
    }

    /** Passwords differ from tenant to tenant, and are one change to people. */
    private static FieldChange password(int tenant) {
        return FieldChange.healed(
                "NsPluginConfig.cm_password", "hmac:k1:old" + tenant, "hmac:k1:new" + tenant, true, Cause.PENDING);
    }

    @Test
    void fiveThousandTenantsFitOneScreen() {
        List<String> lines = lines(i -> List.of(sender("Legacy" + i % 3, "Acme"), password(i)));

        assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN);
        assertThat(lines)
                .contains(
                        "  5000 tenants: ~ NsPluginConfig.cm_password (secret) -> (secret)",
                        "  1667 tenants: ~ NsPluginSender \"Legacy0\" -> \"Acme\"");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("Plan: 5000 to change, 0 in sync, 0 failed.");
    }

    @Test
    void outliersComeOnTopOfTheScreen() {
        List<String> same = lines(i -> List.of(sender("Legacy", "Acme")));
        List<String> lines = lines(i -> List.of(i < 20 ? sender("Own" + i, "Acme") : sender("Legacy", "Acme")));

        assertThat(same).hasSizeLessThanOrEqualTo(SCREEN);
        assertThat(lines).hasSize(same.size() + 20 * 2 + 1);
        assertThat(lines).containsSubsequence("  4980 tenants: ~ NsPluginSender \"Legacy\" -> \"Acme\"", "  Cust00000");
    }

    @Test
    void manyKindsOfChangesFitOneScreenToo() {
        List<String> lines = lines(i -> List.of(sender("Legacy" + i % 500, "Acme")));

        assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN);
        assertThat(lines).contains("  … and 488 changes more that several tenants share; -o json lists all");
    }

    @Test
    void outliersNobodyReadsAreCounted() {
        List<String> lines = lines(i -> List.of(sender("Own" + i, "Acme" + i)));

        assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN + 50 * 2);
        assertThat(lines).contains("  … and 4950 tenants more with changes of their own; -o json lists all");
    }
}
