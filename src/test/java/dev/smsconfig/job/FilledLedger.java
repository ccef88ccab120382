package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs of a large fleet in an embedded job repository, without the servers that they would have taken hours of. */
public final class FilledLedger {

    private static final Instant START = Instant.parse("2026-11-01T02:00:00Z");

    private FilledLedger() {}

    /**
     * Fills a work folder with runs of {@code apply}, one a night.
     *
     * @return the id of the last run
     */
    public static String fill(Path work, int runs, int tenants) {
        try (JobStore store = JobStore.embedded(work, Clock.systemUTC())) {
            String id = "";
            for (int night = 0; night < runs; night++) {
                id = "20261101-0200%02d-000000".formatted(night);
                fill(store, id, START.plus(Duration.ofDays(night)), tenants);
            }
            return id;
        }
    }

    private static void fill(JobStore store, String id, Instant start, int tenants) {
        Run run = new Run(
                id,
                Run.APPLY,
                "sample",
                RunStatus.PARTIAL,
                new Run.Origin("configs", null, false, null, tenants),
                "30%",
                start,
                start.plusSeconds(400),
                "host 1",
                null);
        store.runs().insert(run);
        List<InventoryTenant> inventory = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            String tenant = "Cust%06d".formatted(i);
            inventory.add(new InventoryTenant(
                    i, new TenantId(tenant), 0, "rest", "tenants/" + tenant + ".yaml", "hash", null));
        }
        store.tenants().inventory(id, inventory);
        List<LedgerEntry> entries = store.tenants().entries(id, SeqRange.ALL, Standing.openOr(kind -> false));
        for (int i = 0; i < entries.size(); i += 500) {
            List<TenantResult> results = new ArrayList<>();
            for (LedgerEntry entry : entries.subList(i, Math.min(i + 500, entries.size()))) {
                results.add(TenantResult.of(
                        entry, outcome(entry.tenant().tenant(), entry.tenant().seq())));
            }
            store.ownTransaction()
                    .executeWithoutResult(
                            status -> store.recorder().record(run, AuditEvent.Type.WRITE_OUTCOME, results));
        }
        store.ownTransaction()
                .executeWithoutResult(status -> store.trail()
                        .append(List.of(new AuditEvent(
                                AuditEvent.Type.RUN_SEALED,
                                id,
                                null,
                                Map.of("status", "PARTIAL", "summary", Map.of("FAILED", 40), "drifted", 30)))));
    }

    /** Half in sync, two fifths alike, the rest their own. */
    private static Outcome outcome(TenantId tenant, int seq) {
        FieldChange alike = FieldChange.healed("NsPluginSender", "Legacy", "Acme", false, Cause.PENDING);
        FieldChange own = FieldChange.healed("NsPluginConfig.cm_serviceId", "1", "own " + seq, false, Cause.DRIFT);
        return switch (seq % 10) {
            case 0, 1, 2, 3, 4 -> Outcome.of(tenant, OutcomeKind.IN_SYNC, 1, "");
            case 5 -> new Outcome(tenant, OutcomeKind.CONVERGED, List.of(alike, own), List.of(), 1, null, null);
            case 6 -> Outcome.of(tenant, OutcomeKind.FAILED, 3, "GetSmsConfig: HTTP 503; resume later");
            default -> new Outcome(tenant, OutcomeKind.CONVERGED, List.of(alike), List.of(), 1, null, null);
        };
    }
}
