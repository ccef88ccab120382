package dev.smsconfig.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Writes the reports of a run into a folder: {@code run.json} and {@code junit.xml}. */
public final class ReportFolder {

    private ReportFolder() {}

    /** @throws IOException where the folder or a file in it can't be written */
    public static void write(RunReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(report, folder.resolve("run.json"), JsonReport::write);
        write(report, folder.resolve("junit.xml"), JunitReport::write);
    }

    private static void write(RunReport report, Path file, BiConsumer<RunReport, OutputStream> form)
            throws IOException {
        ReportFile.write(file, out -> form.accept(report, out));
    }
}
