package dev.smsconfig.rollout;

import org.jspecify.annotations.Nullable;

/**
 * How many tenants may fail before a rollout stops.
 *
 * @param max a number of tenants, at least 1, or null
 * @param percent a share of the inventory, 0 to 100
 */
public record FailureBudget(@Nullable Integer max, int percent) {

    /** The failure at which the budget is spent: the lower of the two, rounded down, and at least the first. */
    public int limit(int inventory) {
        long share = (long) inventory * percent / 100;
        long limit = max == null ? share : Math.min(max, share);
        return (int) Math.max(1, limit);
    }
}
