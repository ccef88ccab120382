package dev.smsconfig.job;

import dev.smsconfig.plan.Overrides;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.state.DesiredState;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param desired what git says of the tenants that the run is about; when a run is taken up again, of any others too
 * @param policies what git says about how they are changed, with what the command line says instead
 * @param parallelism how many tenants are in flight at once, at least 1
 * @param overrides guards that this execution may pass
 * @param pacing how far this execution goes
 * @param basis where it comes from
 * @param census which tenants the fleet has
 */
// 7 parameters: what git says (desired, policies, basis, census) and what this execution may do
public record RunRequest(
        List<DesiredState> desired,
        Policies policies,
        int parallelism,
        Overrides overrides,
        Pacing pacing,
        Basis basis,
        Census census) {

    public RunRequest {
        desired = List.copyOf(desired);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1");
        }
    }

    /** One of a fleet of which nobody counts the tenants. */
    public RunRequest(
            List<DesiredState> desired,
            Policies policies,
            int parallelism,
            Overrides overrides,
            Pacing pacing,
            Basis basis) {
        this(desired, policies, parallelism, overrides, pacing, basis, Census.NONE);
    }

    /** One that every guard judges, of tenants whose commits are not known. */
    public RunRequest(List<DesiredState> desired, Policies policies, int parallelism) {
        this(desired, policies, parallelism, Overrides.NONE, Pacing.WITHOUT_WAITING, Basis.FILES);
    }
}
