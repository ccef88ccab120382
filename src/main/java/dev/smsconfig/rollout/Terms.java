package dev.smsconfig.rollout;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a run keeps to.
 *
 * @param failureLimit the failure of the run at which no further save begins, at least 1
 * @param waveLimits the same for waves with a budget of their own, by index
 * @param until the index of the last wave to begin, or null for all
 * @param gated whether waves wait for approvals and soaks
 * @param patience until when soaks are waited for
 */
public record Terms(
        int failureLimit,
        Map<Integer, Integer> waveLimits,
        @Nullable Integer until,
        boolean gated,
        Instant patience) {

    public Terms {
        waveLimits = Map.copyOf(waveLimits);
    }
}
