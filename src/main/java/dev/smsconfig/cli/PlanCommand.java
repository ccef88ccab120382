package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what apply would do. */
@Command(
        name = "plan",
        aliases = "diff",
        mixinStandardHelpOptions = true,
        description = "Observes every tenant and shows what apply would change; saves nothing.")
final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    LookOptions options = new LookOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "writes the plan into this file, sealed, for 'apply FILE' to carry out exactly that")
    @Nullable
    Path out;

    PlanCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        return options.look(terminal, stop, Run.PLAN, out);
    }
}
