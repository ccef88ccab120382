package dev.smsconfig.job;

import dev.smsconfig.plan.Overrides;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;

/**
 * What a run is to do.
 *
 * @param desired what git says of the tenants that the run is about; when a run is taken up again, of any others too
 * @param policies what git says about how they are changed, with what the command line says instead
 * @param parallelism how many tenants are in flight at once, at least 1
 * @param overrides guards that this execution may pass
 * @param pacing how far this execution goes
 * @param commits for each tenant the last commit that changed a file its configuration comes from, where that is known
 */
// 6 parameters: what git says (desired, policies, commits) and what this execution may do
public record RunRequest(
        List<DesiredState> desired,
        Policies policies,
        int parallelism,
        Overrides overrides,
        Pacing pacing,
        Map<TenantId, Provenance> commits) {

    public RunRequest {
        desired = List.copyOf(desired);
        commits = Map.copyOf(commits);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1");
        }
    }

    /** One that every guard judges, of tenants whose commits are not known. */
    public RunRequest(List<DesiredState> desired, Policies policies, int parallelism) {
        this(desired, policies, parallelism, Overrides.NONE, Pacing.WITHOUT_WAITING, Map.of());
    }
}
