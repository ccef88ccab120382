package dev.smsconfig.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a run keeps to as a rollout, beside its waves.
 *
 * @param seed of the order inside its waves, 16 hexadecimal digits
 * @param failureLimit the failure at which no further save begins
 * @param parallelism how many tenants are in flight at once at most
 * @param visitMillis how long it took on the average to observe a tenant, in milliseconds; null before that
 * @param planHash SHA-256 over the text of what is planned, in hexadecimal; null before the fleet is observed
 * @param yieldsTo an earlier rollout of the same configuration, whose waves not yet passed this run leaves alone; or null
 * @param supersededBy the run that brought another configuration, after which this one is not resumed; or null
 */
public record RolloutRecord(
        String seed,
        int failureLimit,
        int parallelism,
        @Nullable Long visitMillis,
        @Nullable String planHash,
        @Nullable String yieldsTo,
        @Nullable String supersededBy) {}
