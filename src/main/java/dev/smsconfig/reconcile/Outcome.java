package dev.smsconfig.reconcile;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one tenant ended. Everything in it may be shown.
 *
 * @param changes the fields that were to change; for DIVERGED the fields in which the server still differs
 * @param unverifiable fields that the server masks, so that reading back proves nothing about them
 * @param attempts how often the deciding request was made: the save where one was made, else the read
 * @param message why it ended so and what to do next, or null where there is nothing to add
 * @param verified what is now known to stand on the server as git wants it, or null
 */
public record Outcome(
        TenantId tenant,
        OutcomeKind kind,
        List<FieldChange> changes,
        List<String> unverifiable,
        int attempts,
        @Nullable String message,
        @Nullable LastApplied verified) {

    public Outcome {
        changes = List.copyOf(changes);
        unverifiable = List.copyOf(unverifiable);
    }

    /** An outcome of a tenant about which nothing further is known. */
    public static Outcome of(TenantId tenant, OutcomeKind kind, int attempts, String message) {
        return new Outcome(tenant, kind, List.of(), List.of(), attempts, message, null);
    }

    /** Whether a save is due: something differs, and not all of it is left as it is. */
    public boolean isToBeSaved() {
        return kind == OutcomeKind.PLANNED && changes.stream().anyMatch(change -> change.treatment() == Treatment.HEAL);
    }

    /** In how many fields that is done about a difference. */
    public int count(Treatment treatment) {
        return (int) changes.stream()
                .filter(change -> change.treatment() == treatment)
                .count();
    }

    /** In how many fields there was a difference of that cause. */
    public int count(Cause cause) {
        return (int) changes.stream().filter(change -> change.cause() == cause).count();
    }

    /** The cause of its changes together, or null where there are none. */
    public @Nullable Cause cause() {
        return Cause.of(changes.stream().map(FieldChange::cause).toList());
    }
}
