package dev.smsconfig.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the job repository lies. */
final class WorkOptions {

    static final Path DEFAULT = Path.of(".smsconfig");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = ".smsconfig",
            description = "job repository and keys (default: ${DEFAULT-VALUE})")
    Path work = DEFAULT;
}
