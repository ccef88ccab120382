package dev.smsconfig.cli;

import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.rollout.FreezeWindow;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.Fleet;
import java.util.List;

/** What a fleet says that keeps an environment from being saved. */
record Brakes(Environment.Saving saving, GuardSettings guards, List<FreezeWindow> freezes) {

    static Brakes of(Fleet fleet, Environment environment) {
        Policies policies = fleet.policies(environment.name());
        return new Brakes(environment.saving(), policies.guards(), policies.freezes());
    }
}
