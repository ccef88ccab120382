package dev.smsconfig.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers a command is about. */
final class EnvironmentOptions {

    @Option(names = "--env", paramLabel = "NAME", description = "an environment of fleet.yaml (default: its default)")
    @Nullable
    String name;
}
