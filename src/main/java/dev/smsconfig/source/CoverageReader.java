package dev.smsconfig.source;

import dev.smsconfig.plan.CoveragePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code coverage}: which tenants there are, and how often each is to be verified. */
final class CoverageReader {

    static final Schema COVERAGE = Schema.of("inventory", "maxAge", "policy");

    private static final Duration LONGEST = Duration.ofDays(365);

    private final FileProblems problems;

    CoverageReader(FileProblems problems) {
        this.problems = problems;
    }

    /** What is done about a gap. */
    private enum Action {
        REPORT,
        FAIL
    }

    CoveragePolicy read(Fields fields) {
        Node file = fields.optional("inventory");
        Node age = fields.optional("maxAge");
        Node policy = fields.optional("policy");
        if (file == null && age == null) {
            problems.error(
                    Rule.CONFIG_MISSING,
                    fields.at(),
                    "expects nothing; add 'inventory', a file with the ids of the tenants that there are, or 'maxAge'");
        }
        return new CoveragePolicy(
                file == null ? null : inventory(file),
                age == null ? null : maxAge(age),
                policy != null && Scalars.choice(policy, Action.values(), problems) == Action.FAIL);
    }

    private @Nullable String inventory(Node node) {
        String path = Scalars.string(node, problems);
        if (path != null && path.isBlank()) {
            problems.error(
                    Rule.CONFIG_VALUE,
                    node.at(),
                    "write a file's path, absolute or from the config folder, such as inventory.txt");
            return null;
        }
        return path;
    }

    private @Nullable Duration maxAge(Node node) {
        Duration age = DurationReader.read(node, LONGEST, problems);
        if (age != null && age.isZero()) {
            problems.error(Rule.CONFIG_DURATION, node.at(), "every tenant would be too old; write more than 0s");
            return null;
        }
        return age;
    }
}
