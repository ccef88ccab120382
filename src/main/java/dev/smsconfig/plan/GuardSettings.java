package dev.smsconfig.plan;

import dev.smsconfig.state.ShareOrCount;
import org.jspecify.annotations.Nullable;

/**
 * What a run may change at most, judged before its first write.
 *
 * @param maxChanged how many tenants of the whole inventory may change
 * @param maxFields how many fields of one tenant may change, at least 1, or null for any number
 * @param maxSameValue how many tenants of the whole inventory may get the same new value in the same field, or null for
 *     any number; secrets are compared by nothing and never count
 * @param minTenants how many tenants of the selection have to be readable, or null where it does not matter
 * @param unusual what happens where a run changes far more than the runs before it
 */
public record GuardSettings(
        ShareOrCount maxChanged,
        @Nullable Integer maxFields,
        @Nullable ShareOrCount maxSameValue,
        @Nullable ShareOrCount minTenants,
        Unusual unusual) {

    /** What a fleet has that says nothing about guards. */
    public static final GuardSettings STANDARD =
            new GuardSettings(new ShareOrCount(30, true), null, null, null, Unusual.WARN);

    public GuardSettings {
        if (maxFields != null && maxFields < 1) {
            throw new IllegalArgumentException("maxFields is at least 1");
        }
    }

    /** The same with another limit of changed tenants. */
    public GuardSettings withMaxChanged(ShareOrCount limit) {
        return new GuardSettings(limit, maxFields, maxSameValue, minTenants, unusual);
    }

    /** What a run that is unusual against the last 30 gets. */
    public enum Unusual {
        OFF,
        WARN,
        REFUSE
    }
}
