package dev.smsconfig.reconcile;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.TenantId;
import java.util.List;

/**
 * A save that is about to be sent.
 *
 * @param attempt 1 for the first request of this reconciliation, 2 for one that follows an unclear answer, …
 * @param changes what it changes; sensitive values as fingerprints
 */
public record SaveIntent(TenantId tenant, int attempt, List<FieldChange> changes) {

    public SaveIntent {
        changes = List.copyOf(changes);
    }
}
