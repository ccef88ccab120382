package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.ReportFile;
import dev.smsconfig.report.SarifReport;
import dev.smsconfig.report.ValidationJson;
import dev.smsconfig.report.ValidationReport;
import dev.smsconfig.report.ValidationText;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the config folder offline. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks every file of the config folder; reaches no server and resolves no secret.")
final class ValidateCommand implements Callable<Integer> {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Terminal terminal;

    @Option(names = "--configs", paramLabel = "DIR", description = "the config folder (default: configs)")
    @Nullable
    Path configs;

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Option(names = "--strict", description = "warnings are errors, and so is a secret in plain text")
    boolean strict;

    @Mixin
    ValidateOptions output = new ValidateOptions();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        Configuration configuration;
        try (GitFolder files = new FolderChoice(folder, null, revision.revision, null).open()) {
            configuration = strict
                    ? ConfigFolder.readStrictly(folder, files.files())
                    : ConfigFolder.read(folder, files.files());
        }
        ValidationReport report = ValidationReport.of(folder.toString(), configuration, LocalDate.now(CLOCK), strict);
        if (output.out == null) {
            write(report, terminal.out());
        } else {
            writeTo(output.out, report);
        }
        terminal.err()
                .println(report.tenants() + " tenants without errors in " + folder + ": "
                        + ProblemLines.counts(report.errors(), report.warnings()) + ".");
        ExitCode code = report.exitCode();
        terminal.err().println(code.meaning());
        return code.number();
    }

    private void writeTo(Path file, ValidationReport report) {
        try {
            ReportFile.write(file, out -> {
                PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
                write(report, text);
                text.flush();
            });
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "cannot write " + file + "; name a file in a folder that is there and writable");
        }
    }

    private void write(ValidationReport report, PrintStream out) {
        switch (output.form) {
            case text ->
                new ValidationText(output.palette(terminal))
                        .lines(report, output.quiet)
                        .forEach(out::println);
            case json -> ValidationJson.write(report, out);
            case sarif -> new SarifReport(VersionProvider.version(), Path.of("")).write(report, out);
        }
    }
}
