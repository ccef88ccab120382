package dev.smsconfig.source;

import dev.smsconfig.plan.AcceptedDifference;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how tenants are changed. A fleet says it for all its environments, and each environment may say it otherwise:
 * for single keys of {@code guards} and {@code drift}, and for {@code rollout}, {@code acceptedDifferences} and
 * {@code coverage} as a whole.
 */
final class PolicyReader {

    /** The keys, in a fleet and in an environment. */
    static final List<String> KEYS = List.of("guards", "rollout", "drift", "acceptedDifferences", "coverage");

    private final FileProblems problems;

    PolicyReader(FileProblems problems) {
        this.problems = problems;
    }

    /** What a fleet says; what it leaves open is filled in. */
    Policies ofFleet(Fields fleet) {
        Policies standard =
                new Policies(GuardSettings.STANDARD, List.of(), RolloutReader.standard(), DriftPolicy.HEAL, List.of());
        return read(fleet, standard);
    }

    /** @param fields a fleet or an environment */
    Policies read(Fields fields, Policies before) {
        Fields guards = fields.optionalMapping("guards", GuardsReader.GUARDS);
        GuardsReader guardsReader = new GuardsReader(problems);
        @Nullable Fields rollout = fields.optionalMapping("rollout", RolloutReader.ROLLOUT);
        return new Policies(
                guardsReader.settings(guards, before.guards()),
                guardsReader.freezes(guards, before.freezes()),
                rollout(rollout, before.rollout()),
                new DriftReader(problems).read(fields.optionalMapping("drift", DriftReader.DRIFT), before.drift()),
                accepted(fields.optional("acceptedDifferences"), before.accepted()),
                coverage(fields.optionalMapping("coverage", CoverageReader.COVERAGE), before.coverage()));
    }

    private CoveragePolicy coverage(@Nullable Fields fields, CoveragePolicy before) {
        return fields == null ? before : new CoverageReader(problems).read(fields);
    }

    private Rollout rollout(@Nullable Fields fields, Rollout before) {
        return fields == null ? before : new RolloutReader(problems).read(fields);
    }

    private List<AcceptedDifference> accepted(@Nullable Node node, List<AcceptedDifference> before) {
        return node == null ? before : new AcceptedReader(problems).read(node);
    }
}
