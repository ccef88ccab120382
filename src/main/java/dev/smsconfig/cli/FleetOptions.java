package dev.smsconfig.cli;

import dev.smsconfig.state.ShareOrCount;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that makes a run of the fleet. */
final class FleetOptions {

    @Mixin
    FolderOptions folder = new FolderOptions();

    @Option(
            names = "--max-changes",
            paramLabel = "N|P%",
            converter = ShareConverter.class,
            description = "how many tenants a run may change, instead of guards.maxChanged")
    @Nullable
    ShareOrCount maxChanges;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description =
                    "where signed checkpoints of the audit trail are added, instead of audit.checkpoints (default:"
                            + " checkpoints in the work folder)")
    @Nullable
    Path checkpoints;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "writes the reports into this folder: index.html, run.json, junit.xml, tenants.csv,"
                    + " changes.csv, run.sarif, run.md")
    @Nullable
    Path report;
}
