package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.plan.Overrides;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the fleet what git says. */
@Command(
        name = "apply",
        aliases = "sync",
        mixinStandardHelpOptions = true,
        description = "Plans, checks the guards, saves wave by wave, and proves each save by reading back.")
final class ApplyCommand implements Callable<Integer> {

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

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    ApplyCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        consent.requireSomebodyToAsk(terminal, spec.commandLine());
        Overrides overrides = override.overrides(terminal, spec.commandLine());
        Setting setting = options.setting(terminal, stop);
        FolderChoice folder = options.folder();
        try (FleetSession session = FleetSession.open(setting, ChosenRepository.forRun(setting, folder), Run.APPLY)) {
            session.pace(pacing);
            Run run = session.start(
                    Run.APPLY,
                    new ConfiguredFleet.Choice(folder, true, options.fleet, options.selection, overrides),
                    consent.yes);
            return session.report(run, options.fleet.report).number();
        }
    }
}
