package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a run that was stopped, killed or left failures: takes up only tenants that ended"
                + " FAILED, UNKNOWN or NOT_ATTEMPTED, and only where git still says what it said.")
final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    FleetOptions fleet = new FleetOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    @Parameters(paramLabel = "RUN", description = "the id of the run; 'runs' lists them")
    @SuppressWarnings("NullAway.Init")
    String runId;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    ResumeCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        consent.requireSomebodyToAsk(terminal, spec.commandLine());
        try (FleetSession session =
                FleetSession.open(new Setting(terminal, stop, work.work, output), "resume " + runId)) {
            Run run = session.resumable(runId);
            @Nullable Path given = fleet.folder.configs;
            session.configure(given == null ? Path.of(run.configs()) : given, run.environment(), fleet);
            return session.report(session.resume(run, consent.yes), fleet.report)
                    .number();
        }
    }
}
