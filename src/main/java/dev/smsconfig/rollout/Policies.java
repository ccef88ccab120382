package dev.smsconfig.rollout;

import dev.smsconfig.plan.AcceptedDifference;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.GuardSettings;
import java.util.List;

/**
 * What git says about how an environment is changed.
 *
 * @param freezes times in which nothing is saved
 * @param accepted differences that are left as they are
 */
public record Policies(
        GuardSettings guards,
        List<FreezeWindow> freezes,
        Rollout rollout,
        DriftPolicy drift,
        List<AcceptedDifference> accepted,
        CoveragePolicy coverage) {

    public Policies {
        freezes = List.copyOf(freezes);
        accepted = List.copyOf(accepted);
    }

    /** Those of a fleet of which nothing is expected as a whole. */
    public Policies(
            GuardSettings guards,
            List<FreezeWindow> freezes,
            Rollout rollout,
            DriftPolicy drift,
            List<AcceptedDifference> accepted) {
        this(guards, freezes, rollout, drift, accepted, CoveragePolicy.NONE);
    }

    /** The same with other guards. */
    public Policies withGuards(GuardSettings other) {
        return new Policies(other, freezes, rollout, drift, accepted, coverage);
    }
}
