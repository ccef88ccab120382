package dev.smsconfig.reconcile;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Plan;
import dev.smsconfig.plan.Reversal;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LastApplied;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tenant to reconcile.
 *
 * @param lastApplied the state last verified, or null where there never was one
 * @param intentStands whether this run announced a save of the tenant whose outcome is not known, because the run was
 *     killed or reading back failed
 * @param bound the changes that somebody agreed to, as by a sealed plan or an approval: nothing else is saved, and nothing
 *     at all where one of them is {@link Treatment#FAIL}; null where whatever differs is
 * @param takesBack whether it is about the bound fields only, and every other is left as the server has it: what is
 *     desired has them as they are to be again, and beside them secrets that the server may mask
 */
public record Task(
        DesiredState desired,
        @Nullable LastApplied lastApplied,
        boolean intentStands,
        @Nullable List<FieldChange> bound,
        boolean takesBack) {

    public Task {
        bound = bound == null ? null : List.copyOf(bound);
        if (takesBack && bound == null) {
            throw new IllegalArgumentException("what is taken back is told by the bound changes");
        }
    }

    /** A task that brings about what git says. */
    public Task(
            DesiredState desired,
            @Nullable LastApplied lastApplied,
            boolean intentStands,
            @Nullable List<FieldChange> bound) {
        this(desired, lastApplied, intentStands, bound, false);
    }

    /** A task that nobody bound to certain changes. */
    public Task(DesiredState desired, @Nullable LastApplied lastApplied, boolean intentStands) {
        this(desired, lastApplied, intentStands, null);
    }

    /**
     * Whether that plan would save what was agreed to, or nothing at all. Why something differs may have changed since,
     * what differs may not.
     */
    boolean permits(Plan plan) {
        return bound == null || plan.savesNothing() || savedBy(bound).equals(savedBy(plan.changes()));
    }

    /** What is taken back, or null where the task brings about what git says. */
    @Nullable
    Reversal reversal() {
        return takesBack && bound != null ? new Reversal(bound) : null;
    }

    /** Whether what was agreed to is that the tenant is not saved, whatever differs. */
    boolean isWithheld() {
        return bound != null && bound.stream().anyMatch(change -> change.treatment() == Treatment.FAIL);
    }

    private static List<List<@Nullable String>> savedBy(List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> !change.treatment().leaves())
                .map(change -> Arrays.asList(change.field(), change.from(), change.to()))
                .toList();
    }
}
