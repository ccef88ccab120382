package dev.smsconfig.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why somebody decides what the program alone would not. */
final class ReasonOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; recorded, 1 to 500 characters")
    @Nullable
    String reason;
}
