package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
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
