package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import java.nio.file.Path;
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

    private final Terminal terminal;

    @Option(names = "--configs", paramLabel = "DIR", description = "the config folder (default: configs)")
    @Nullable
    Path configs;

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Option(names = "--strict", description = "warnings are errors")
    boolean strict;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        Configuration configuration;
        try (GitFolder files = new FolderChoice(folder, null, revision.revision, null).open()) {
            configuration = ConfigFolder.read(folder, files.files());
        }
        configuration
                .problems()
                .forEach(problem -> terminal.out().println(problem.text() + (problem.isError() ? "" : " (warning)")));
        boolean valid = !configuration.hasErrors()
                && !(strict && !configuration.problems().isEmpty());
        terminal.err()
                .println(configuration.tenants().size() + " tenants without errors in " + folder + ": "
                        + ProblemLines.counts(configuration) + ".");
        ExitCode code = valid ? ExitCode.DONE : ExitCode.ERROR;
        terminal.err().println(code.meaning());
        return code.number();
    }
}
