package dev.smsconfig.job;

import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.ShareOrCount;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param desired every tenant of the config folder
 * @param maxChanges the blast-radius limit
 * @param parallelism how many tenants are in flight at once, at least 1
 */
public record RunRequest(
        List<DesiredState> desired,
        Rollout rollout,
        FailureBudget failureBudget,
        ShareOrCount maxChanges,
        int parallelism) {

    public RunRequest {
        desired = List.copyOf(desired);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1");
        }
    }
}
