package dev.smsconfig.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where commands that read no tenant look up the job repository. */
final class ConfigsOptions {

    @Option(
            names = "--configs",
            paramLabel = "DIR",
            description = "the config folder, whose fleet.yaml may name the job repository (default: configs)")
    @Nullable
    Path configs;
}
