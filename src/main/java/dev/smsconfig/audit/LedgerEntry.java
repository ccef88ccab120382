package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.LastApplied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of one tenant.
 *
 * @param attempt how often it was taken up; 0 for never
 * @param outcome what came of it last, or null where it was never taken up
 * @param lastApplied the state last verified in the environment, by whatever run, or null
 * @param bound the changes that the run is bound to; null where it may save whatever differs
 */
public record LedgerEntry(
        InventoryTenant tenant,
        int attempt,
        @Nullable Outcome outcome,
        @Nullable LastApplied lastApplied,
        @Nullable List<FieldChange> bound) {

    /** Whether a save of it is due. */
    public boolean isToBeSaved() {
        return outcome != null && outcome.isToBeSaved();
    }

    public @Nullable OutcomeKind kind() {
        return outcome == null ? null : outcome.kind();
    }
}
