package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back what a run saved. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Brings back what each tenant had before a run, field by field, only where the server still holds what"
                        + " the run left there. It is a run of its own: with a plan, guards, waves and a record. Git is"
                        + " not changed: the next apply rolls forward again, unless the commit is reverted.")
final class RollbackCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OverrideOptions override = new OverrideOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    @Mixin
    PacingOptions pacing = new PacingOptions();

    @Parameters(paramLabel = "RUN", description = "the id of the run that is taken back; 'runs' lists them")
    @SuppressWarnings("NullAway.Init")
    String runId;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    RollbackCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        consent.requireSomebodyToAsk(terminal, spec.commandLine());
        Overrides overrides = override.overrides(terminal, spec.commandLine());
        Setting setting = options.setting(terminal, stop);
        FolderChoice folder = options.folder();
        try (FleetSession session =
                FleetSession.open(setting, ChosenRepository.forRun(setting, folder), "rollback " + runId)) {
            UndoneRun undone = session.undone(runId, options.selection);
            requireEnvironment(undone.run());
            if (!undone.isToBeTakenBack()) {
                setting.note("Run " + runId + " saved nothing: nothing to roll back.");
                return ExitCode.DONE.number();
            }
            session.pace(pacing);
            Run run = session.start(
                    Run.ROLLBACK,
                    new ConfiguredFleet.Choice(
                            folder.in(undone.run().environment()), true, options.fleet, undone, overrides),
                    consent.yes);
            return session.report(run, options.fleet.report).number();
        }
    }

    private void requireEnvironment(Run run) {
        String named = options.environment.name;
        if (named != null && !named.equals(run.environment())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "run " + run.id() + " is one of environment " + run.environment()
                            + ", and --env (or SMSCONFIG_ENV) says another; leave that out");
        }
    }
}
