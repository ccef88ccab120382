package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.AffectedReport;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Affected;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which tenants a change concerns. */
@Command(
        name = "affected",
        mixinStandardHelpOptions = true,
        description = "Shows the tenants whose effective configuration differs between two revisions, a change of a"
                + " group or the fleet included; reaches no server and resolves no secret.")
final class AffectedCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--since", required = true, paramLabel = "REV", description = "the revision to compare with")
    String since = "";

    @Option(names = "--configs", paramLabel = "DIR", description = "the config folder (default: configs)")
    @Nullable
    Path configs;

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    AffectedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        Configuration now;
        try (GitFolder files = new FolderChoice(folder, null, revision.revision, null).open()) {
            now = ConfigFolder.read(folder, files.files());
        }
        if (now.hasErrors()) {
            throw ChangesSince.broken(now, folder, "has errors", terminal.err());
        }
        List<Affected> affected =
                ChangesSince.of(folder, since, now, terminal.err()).affected();
        if (output.form == OutputOptions.Form.json) {
            AffectedReport.write(affected, terminal.out());
        } else {
            AffectedReport.lines(affected, now.tenants().size()).forEach(terminal.out()::println);
        }
        terminal.err().println(ExitCode.DONE.meaning());
        return ExitCode.DONE.number();
    }
}
