package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what editors need to complete and check config files, and what programs need that read reports. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of a kind of config file, for editors, or of the audit report.")
final class SchemaCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            defaultValue = "tenant",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    PublishedSchema kind = PublishedSchema.TENANT;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(kind.text());
        terminal.out().flush();
        return ExitCode.DONE.number();
    }
}
