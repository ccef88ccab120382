package dev.smsconfig.plan;

import dev.smsconfig.state.ShareOrCount;

/**
 * The blast-radius guard: how many tenants one run may change.
 *
 * @param max a share of the whole inventory, or a number of tenants
 */
public record ChangeLimit(ShareOrCount max) {

    /**
     * @param changed tenants that a run would change
     * @param inventory all tenants of the environment, whatever the run selected
     */
    public boolean permits(int changed, int inventory) {
        return max.percent() ? changed * 100L <= (long) max.value() * inventory : changed <= max.value();
    }
}
