package dev.smsconfig.job;

import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;

/**
 * What a run is to do.
 *
 * @param desired every tenant of the config folder
 * @param commits for each tenant the last commit that changed a file its configuration comes from, where that is known
 * @param maxChanges the blast-radius limit
 * @param parallelism how many tenants are in flight at once, at least 1
 */
public record RunRequest(
        List<DesiredState> desired,
        Map<TenantId, Provenance> commits,
        Rollout rollout,
        FailureBudget failureBudget,
        ShareOrCount maxChanges,
        int parallelism) {

    public RunRequest {
        desired = List.copyOf(desired);
        commits = Map.copyOf(commits);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1");
        }
    }
}
