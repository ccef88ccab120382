package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.state.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code 10m} or {@code 1h30m}. */
final class DurationReader {

    private DurationReader() {}

    /** @return null after a problem */
    static @Nullable Duration read(Node node, Duration longest, FileProblems problems) {
        Scalar scalar = Scalars.scalar(node, "a duration such as 10m", problems);
        if (scalar == null) {
            return null;
        }
        try {
            Duration duration = Durations.parse(scalar.text());
            if (duration.compareTo(longest) <= 0) {
                return duration;
            }
            problems.error(Rule.CONFIG_DURATION, scalar.at(), "too long; write at most " + Durations.print(longest));
        } catch (IllegalArgumentException e) {
            problems.error(Rule.CONFIG_DURATION, scalar.at(), Values.messageOf(e));
        }
        return null;
    }
}
