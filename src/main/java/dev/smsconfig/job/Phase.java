package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.Task;
import dev.smsconfig.state.DesiredState;
import java.util.List;
import java.util.Set;

/**
 * One pass over a part of the inventory.
 *
 * @param part the wave it is about; for observing, everything
 */
record Phase(RunScope scope, Kind kind, WaveRange part) {

    /** What is done with the tenants. */
    enum Kind {
        /** They are compared. */
        OBSERVE,
        /** Those that wait for their save are compared again, because that was long ago. */
        SURVEY,
        /** What differs is saved. */
        SAVE,
        /** They are compared once more after a soak. */
        PROBE
    }

    private static final Standing VERIFIED =
            new Standing(false, Set.of(OutcomeKind.IN_SYNC, OutcomeKind.CONVERGED), false);

    /** The tenants it takes up, told by the ledger, so that a restart takes up what is left. */
    List<LedgerEntry> work() {
        Standing standing = switch (kind) {
            case OBSERVE -> Standing.openOr(OutcomeKind::isResumable);
            case SURVEY -> Standing.openOrToBeSaved();
            case SAVE -> Standing.toBeSaved();
            case PROBE -> VERIFIED;
        };
        return scope.store().tenants().entries(scope.run().id(), part.range(), standing);
    }

    Outcome visit(Visits visits, LedgerEntry entry) {
        DesiredState desired = scope.desired(entry.tenant().tenant());
        if (kind == Kind.PROBE && !scope.saysTheSame(entry)) {
            return Outcome.of(entry.tenant().tenant(), OutcomeKind.NOT_ATTEMPTED, 0, "git says something else by now");
        }
        if (desired == null) {
            throw new IllegalStateException("the load step sets aside tenants that git no longer has");
        }
        Task task = new Task(
                desired,
                entry.lastApplied(),
                entry.kind() == OutcomeKind.UNKNOWN,
                entry.bound(),
                scope.run().isRollback());
        return switch (kind) {
            case OBSERVE, SURVEY -> visits.look(task);
            case SAVE -> visits.save(task);
            case PROBE -> probed(visits.look(task));
        };
    }

    /** Whatever differs now was verified before the soak, so it moved since. */
    private Outcome probed(Outcome found) {
        boolean unread = !found.kind().isObserved() && found.changes().isEmpty();
        return found.kind() == OutcomeKind.IN_SYNC || unread
                ? found
                : new Outcome(
                        found.tenant(),
                        OutcomeKind.DIVERGED,
                        found.changes(),
                        found.unverifiable(),
                        0,
                        "moved while wave " + part.name() + " soaked",
                        null);
    }

    /** Whether what came of a tenant is added to the ledger: a probe that finds nothing leaves what was proven. */
    boolean records(Outcome outcome) {
        return kind != Kind.PROBE || outcome.kind() == OutcomeKind.DIVERGED;
    }

    AuditEvent.Type event() {
        return kind == Kind.SAVE ? AuditEvent.Type.WRITE_OUTCOME : AuditEvent.Type.TENANT_OBSERVED;
    }
}
