package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.run.Places;
import dev.smsconfig.report.run.ReportFolder;
import dev.smsconfig.report.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;

/** Writes what {@code --report} asks for. */
final class ReportWriter {

    /** A month of nights. */
    private static final int TREND = 30;

    private final JobStore store;

    ReportWriter(JobStore store) {
        this.store = store;
    }

    /** @throws CommandFailure where the folder or a file in it can't be written */
    void write(RunReport report, Places places, Path folder) {
        Run run = report.run();
        Surroundings around =
                new Surroundings(places, store.trend().upTo(run, TREND), VersionProvider.version(), Path.of(""));
        try {
            ReportFolder.write(report, around, folder);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the reports of run " + run.id() + " can't be written to " + folder
                            + "; see its rights and its disk, then write them with: "
                            + report.next().reports(run.id()));
        }
    }
}
