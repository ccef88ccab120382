package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.ExplainJson;
import dev.smsconfig.report.ExplainText;
import dev.smsconfig.source.Attribution;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Layered;
import dev.smsconfig.source.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a tenant's values come from. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows each effective value of a tenant with the layer, file, line, commit and author that set it"
                + " and what that overrides; reaches no server and resolves no secret.")
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "TENANT", description = "the tenant's id")
    String tenant = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FIELD",
            description = "only this field, such as NsPluginSender or NsPluginConfig.cm_username")
    @Nullable
    String field;

    @Option(names = "--configs", paramLabel = "DIR", description = "the config folder (default: configs)")
    @Nullable
    Path configs;

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        Explanation explanation;
        Attribution attribution;
        try (GitFolder files = new FolderChoice(folder, null, revision.revision, null).open()) {
            Layered layered = ConfigFolder.layers(folder, files.files());
            explanation = field(tenant(layered, folder));
            attribution = files.attribute(explanation, layered);
        }
        if (output.form == OutputOptions.Form.json) {
            ExplainJson.write(explanation, attribution, terminal.out());
        } else {
            new ExplainText(output.outPalette(terminal), attribution)
                    .lines(explanation)
                    .forEach(terminal.out()::println);
        }
        terminal.err().println(ExitCode.DONE.meaning());
        return ExitCode.DONE.number();
    }

    private Explanation tenant(Layered folder, Path path) {
        List<Problem> errors = folder.configuration().problems().stream()
                .filter(Problem::isError)
                .toList();
        boolean fleetKnown = folder.configuration().fleet() != null;
        Optional<Explanation> explanation = fleetKnown ? folder.explain(tenant) : Optional.empty();
        if (explanation.isPresent()) {
            if (!errors.isEmpty() && !output.quiet) {
                terminal.err().println(path + " has errors elsewhere; 'smsconfig validate' names the places");
            }
            return explanation.get();
        }
        if (fleetKnown && !folder.hasTenant(tenant)) {
            throw unknown("no tenant of that name in " + path, folder.closestTenant(tenant));
        }
        ProblemLines.print(errors, terminal.err());
        throw new CommandFailure(
                ExitCode.ERROR,
                "the files of this tenant have errors, so nobody can say what it is to have; correct them and check"
                        + " with: smsconfig validate --configs " + path);
    }

    private Explanation field(Explanation explanation) {
        String name = field;
        return name == null
                ? explanation
                : explanation
                        .only(name)
                        .orElseThrow(() -> unknown(
                                "no layer of this tenant has a field of that name", explanation.closestField(name)));
    }

    private static CommandFailure unknown(String what, Optional<String> meant) {
        return new CommandFailure(
                ExitCode.USAGE,
                what + meant.map(name -> "; did you mean " + name + "?").orElse(""));
    }
}
