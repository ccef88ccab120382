package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.ShareOrCount;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command about the fleet takes. */
final class FleetOptions {

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
            names = "--max-changes",
            paramLabel = "N|P%",
            converter = ShareConverter.class,
            description = "how many tenants a run may change, instead of guards.maxChanged")
    @Nullable
    ShareOrCount maxChanges;

    @Option(names = "--report", paramLabel = "DIR", description = "writes run.json and junit.xml into this folder")
    @Nullable
    Path report;

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
