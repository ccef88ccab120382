package dev.smsconfig.source;

import dev.smsconfig.source.Environment.Plans;
import dev.smsconfig.source.Environment.Signed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the {@code plans} of an environment: what has to hold of a sealed plan. */
final class PlansReader {

    static final Schema PLANS = Schema.of("maxAge", "signed");

    private static final Duration LONGEST = Duration.ofDays(30);

    private final FileProblems problems;

    PlansReader(FileProblems problems) {
        this.problems = problems;
    }

    Plans read(@Nullable Fields fields) {
        if (fields == null) {
            return Plans.STANDARD;
        }
        Node age = fields.optional("maxAge");
        Node signed = fields.optional("signed");
        Duration maxAge = age == null ? null : maxAge(age);
        return new Plans(
                maxAge == null ? Plans.STANDARD.maxAge() : maxAge,
                signed == null ? null : Scalars.choice(signed, Signed.values(), problems));
    }

    private @Nullable Duration maxAge(Node node) {
        Duration age = DurationReader.read(node, LONGEST, problems);
        if (age != null && age.isZero()) {
            problems.error(Rule.CONFIG_DURATION, node.at(), "every plan would be too old; write more than 0s");
            return null;
        }
        return age;
    }
}
