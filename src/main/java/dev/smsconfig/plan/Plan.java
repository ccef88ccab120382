package dev.smsconfig.plan;

import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs in one tenant, and what is done about it.
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

    /** Whether there is nothing to save in it, though something may differ. */
    public boolean savesNothing() {
        return changes.stream().noneMatch(change -> change.treatment() == Treatment.HEAL);
    }

    public boolean has(Treatment treatment) {
        return changes.stream().anyMatch(change -> change.treatment() == treatment);
    }

    /** What a save is for: the plan without the differences that are left. */
    public Plan healing() {
        return new Plan(
                tenant,
                changes.stream()
                        .filter(change -> change.treatment() == Treatment.HEAL)
                        .toList(),
                unverifiable);
    }

    /** The fields in which the server keeps what it has. */
    public Set<String> left() {
        return changes.stream()
                .filter(change -> change.treatment().leaves())
                .map(FieldChange::field)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The cause of all its changes together, or null where it is empty. */
    public @Nullable Cause cause() {
        return Cause.of(changes.stream().map(FieldChange::cause).toList());
    }
}
