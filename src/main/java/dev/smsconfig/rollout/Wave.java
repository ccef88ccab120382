package dev.smsconfig.rollout;

import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.ShareOrCount;
import org.jspecify.annotations.Nullable;

/**
 * Tenants that are saved together, after all of the waves before.
 *
 * @param name names it in plans, reports and gates
 * @param selector which of the tenants not yet matched belong to it
 * @param portion how many of those it takes, chosen by a seeded order, or null for all
 * @param gate what has to happen before and after it
 * @param failureBudget its own, beside that of the whole run; its percentage is of the wave's tenants; or null
 */
public record Wave(
        String name,
        LabelSelector selector,
        @Nullable ShareOrCount portion,
        Gate gate,
        @Nullable FailureBudget failureBudget) {

    /** A wave without a gate, for every tenant that the selector matches. */
    public static Wave of(String name, LabelSelector selector) {
        return new Wave(name, selector, null, Gate.OPEN, null);
    }

    /** How many of so many matching tenants it takes; a share of some is at least one. */
    int room(int matching) {
        if (portion == null) {
            return matching;
        }
        boolean some = portion.value() > 0 && matching > 0;
        return Math.min(matching, some ? Math.max(1, portion.of(matching)) : portion.of(matching));
    }
}
