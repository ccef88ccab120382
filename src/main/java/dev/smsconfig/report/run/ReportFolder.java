package dev.smsconfig.report.run;

import dev.smsconfig.report.JsonReport;
import dev.smsconfig.report.JunitReport;
import dev.smsconfig.report.ReportFiles;
import dev.smsconfig.report.RunForm;
import dev.smsconfig.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the reports of a run into a folder, each whole or not at all, from one read of the ledger. */
public final class ReportFolder {

    private ReportFolder() {}

    /** @throws IOException where the folder or a file in it can't be written; what was there before is then there still */
    public static void write(RunReport report, Surroundings around, Path folder) throws IOException {
        try (ReportFiles files = new ReportFiles(folder)) {
            Digest digest = new Digest();
            RunForm.write(
                    report,
                    List.of(
                            digest,
                            JsonReport.begin(report, files.open("run.json")),
                            JunitReport.begin(report, files.open("junit.xml")),
                            new TenantsCsv(report, files.open("tenants.csv")),
                            new ChangesCsv(report, files.open("changes.csv")),
                            new RunSarif(report, around, files.open("run.sarif"))));
            RunMarkdown.write(report, digest, files.open("run.md"));
            RunPage.write(report, digest, around, files.open("index.html"));
            files.keep();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }
}
