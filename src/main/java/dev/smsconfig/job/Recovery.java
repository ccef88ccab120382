package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts runs in order whose process died: every tenant gets an outcome, so that the record is complete and a resume knows
 * what is left. To be called only by whoever holds the lease that the run needs, so that its process can't write any more.
 */
final class Recovery {

    private final JobStore store;

    Recovery(JobStore store) {
        this.store = store;
    }

    void interrupted(Run run, String evidence) {
        store.ownTransaction().executeWithoutResult(status -> {
            Set<TenantId> announced = new HashSet<>(store.tenants().standingIntents(run.id()));
            List<TenantResult> left = store.tenants().entries(run.id(), SeqRange.ALL, Standing.ANY).stream()
                    .filter(entry -> isOpen(run, entry, announced))
                    .map(entry -> TenantResult.of(entry, outcome(entry, announced)))
                    .toList();
            store.recorder().record(run, AuditEvent.Type.WRITE_OUTCOME, left);
            store.runs().ended(run.id(), RunStatus.INTERRUPTED, store.clock().instant(), evidence);
            store.trail()
                    .append(List.of(new AuditEvent(
                            AuditEvent.Type.RUN_INTERRUPTED, run.id(), null, Map.of("evidence", evidence))));
        });
        new BatchRuns(store).recover(run.id());
    }

    private static boolean isOpen(Run run, LedgerEntry entry, Set<TenantId> announced) {
        OutcomeKind kind = entry.kind();
        return kind == null || announced.contains(entry.tenant().tenant()) || (run.maySave() && entry.isToBeSaved());
    }

    private static Outcome outcome(LedgerEntry entry, Set<TenantId> announced) {
        boolean saveAnnounced = announced.contains(entry.tenant().tenant());
        Outcome before = entry.outcome();
        return new Outcome(
                entry.tenant().tenant(),
                saveAnnounced ? OutcomeKind.UNKNOWN : OutcomeKind.NOT_ATTEMPTED,
                before == null ? List.of() : before.changes(),
                before == null ? List.of() : before.unverifiable(),
                0,
                saveAnnounced
                        ? "the run was interrupted after a save was announced; resume reads back whether it happened"
                        : "the run was interrupted before",
                null);
    }
}
