package dev.smsconfig.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which state of the config folder is read. */
final class RevisionOptions {

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description = "reads the config folder from this git revision, whatever is checked out (default: HEAD, or"
                    + " the files on disk where they differ from it)")
    @Nullable
    String revision;
}
