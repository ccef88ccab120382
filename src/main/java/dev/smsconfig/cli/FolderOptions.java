package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.Rate;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which fleet a command is about, and how hard it may be worked. */
final class FolderOptions {

    /** Each tenant in flight holds a thread. */
    private static final int MOST_PARALLEL = 1024;

    static final Path DEFAULT_CONFIGS = Path.of("configs");

    @Option(names = "--configs", paramLabel = "DIR", description = "the config folder (default: configs)")
    @Nullable
    Path configs;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "16",
            description = "tenants in flight at once (default: ${DEFAULT-VALUE})")
    int parallelism = 16;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = RateConverter.class,
            description = "requests a second to one host at most, 0 for any number (default: the environment's 'rate';"
                    + " 10/s for one found through 'state', else 0)")
    @Nullable
    Rate rate;

    /** @throws CommandFailure where a number makes no sense */
    void requireInRange() {
        if (parallelism < 1 || parallelism > MOST_PARALLEL) {
            throw new CommandFailure(ExitCode.USAGE, "--parallelism takes 1 to " + MOST_PARALLEL);
        }
    }

    Path configsOrDefault() {
        return configs == null ? DEFAULT_CONFIGS : configs;
    }
}
