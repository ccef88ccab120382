package dev.smsconfig.cli;

import dev.smsconfig.job.Pacing;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.Closest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far a rollout goes before the command ends. */
final class PacingOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "waits for soaks that end within this time, such as 90s, 10m or 2h; for a later one the"
                    + " command ends with exit 7, and resume goes on (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofHours(1);

    @Option(
            names = "--until",
            paramLabel = "WAVE",
            description = "ends with exit 7 once this wave has passed its gate; resume goes on with the next")
    @Nullable
    String until;

    /** @throws CommandFailure where the rollout has no such wave */
    Pacing of(Rollout rollout) {
        if (until != null && rollout.indexOf(until) < 0) {
            throw new CommandFailure(ExitCode.USAGE, unknown(until, rollout));
        }
        return new Pacing(timeout, until);
    }

    private static String unknown(String name, Rollout rollout) {
        List<String> names = rollout.waves().stream().map(Wave::name).toList();
        return "--until: there is no wave of that name; "
                + Closest.to(name, names)
                        .map(meant -> "did you mean " + meant + "? ")
                        .orElse("")
                + "the waves are " + String.join(", ", names);
    }
}
