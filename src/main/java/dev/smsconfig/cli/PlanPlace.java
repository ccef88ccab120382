package dev.smsconfig.cli;

import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.source.Environment;

/** Where the tenants of an environment live, in the words of a sealed plan. */
final class PlanPlace {

    private PlanPlace() {}

    static SealedPlan.Place of(Environment environment) {
        String address = "embedded";
        if (environment instanceof Environment.WebApi webApi) {
            boolean looksUp = webApi.place() instanceof Environment.Place.State;
            address = (looksUp ? "state " : "api ") + webApi.place().template();
        }
        return new SealedPlan.Place(environment.name(), address);
    }
}
