package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells who moved: git, the server, or both. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "Compares the servers with git and with what was last applied, and has nothing to save with: a"
                + " credential that can only read is enough.")
final class DriftCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    LookOptions options = new LookOptions();

    DriftCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        return options.look(terminal, stop, Run.DRIFT, null);
    }
}
