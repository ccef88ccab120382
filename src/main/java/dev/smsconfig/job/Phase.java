package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.Task;
import dev.smsconfig.state.DesiredState;
import java.util.List;

/**
 * One pass over a range of the inventory: observing the fleet, or saving a wave.
 *
 * @param name {@code observe}, or the wave's name
 * @param saves whether it saves what differs, or only looks
 * @param range the part of the inventory it is about
 */
record Phase(RunScope scope, String name, boolean saves, SeqRange range) {

    /** The tenants it takes up, told by the ledger, so that a restart takes up what is left. */
    List<LedgerEntry> work() {
        Standing standing = saves ? Standing.toBeSaved() : Standing.openOr(OutcomeKind::isResumable);
        return scope.store().tenants().entries(scope.run().id(), range, standing);
    }

    Outcome visit(Visits visits, LedgerEntry entry) {
        DesiredState desired = scope.desired(entry.tenant().tenant());
        if (desired == null) {
            throw new IllegalStateException("the load step sets aside tenants that git no longer has");
        }
        Task task = new Task(desired, entry.lastApplied(), entry.kind() == OutcomeKind.UNKNOWN);
        return saves ? visits.save(task) : visits.look(task);
    }

    Admission admission(StopSignal stop) {
        return saves ? Admission.within(scope.meter(), scope.window()) : Admission.until(stop);
    }

    AuditEvent.Type event() {
        return saves ? AuditEvent.Type.WRITE_OUTCOME : AuditEvent.Type.TENANT_OBSERVED;
    }
}
