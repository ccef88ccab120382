package dev.smsconfig.plan;

import dev.smsconfig.state.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to change in one tenant.
 *
 * @param changes empty where the tenant is in sync
 * @param unverifiable fields that the server masks and that were taken as equal by their fingerprint
 */
public record Plan(TenantId tenant, List<FieldChange> changes, List<String> unverifiable) {

    public Plan {
        changes = List.copyOf(changes);
        unverifiable = List.copyOf(unverifiable);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The cause of all its changes together, or null where it is empty. */
    public @Nullable Cause cause() {
        return Cause.of(changes.stream().map(FieldChange::cause).toList());
    }
}
