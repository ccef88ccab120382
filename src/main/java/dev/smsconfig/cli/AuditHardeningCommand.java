package dev.smsconfig.cli;

import dev.smsconfig.audit.HardeningScript;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.ReportFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints SQL and connects to nothing: only a database administrator can run it. */
@Command(
        name = "hardening",
        mixinStandardHelpOptions = true,
        description =
                "Prints the SQL that lets the job add evidence to its PostgreSQL database, and lets nobody change or"
                        + " remove it. An administrator runs it with psql, again after each new version.")
final class AuditHardeningCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--owner",
            paramLabel = "ROLE",
            defaultValue = "smsconfig_owner",
            description = "the role that is to own the tables (default: ${DEFAULT-VALUE})")
    String owner = "";

    @Option(
            names = "--runtime",
            paramLabel = "ROLE",
            defaultValue = "smsconfig",
            description = "the role that the job signs in as, 'username' of 'repository' in fleet.yaml (default:"
                    + " ${DEFAULT-VALUE})")
    String runtime = "";

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "public",
            description = "where the tables are (default: ${DEFAULT-VALUE})")
    String schema = "";

    @Option(names = "--out", paramLabel = "FILE", description = "write into this file instead of stdout")
    @Nullable
    Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    AuditHardeningCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String text;
        try {
            text = new HardeningScript(owner, runtime, schema).text();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Path file = out;
        if (file == null) {
            terminal.out().print(text);
            terminal.out().flush();
        } else {
            write(file, text);
        }
        return ExitCode.DONE.number();
    }

    private static void write(Path file, String text) {
        try {
            ReportFile.write(file, stream -> print(stream, text));
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, file + " can't be written; see the folder and its permissions, then try again");
        }
    }

    private static void print(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
