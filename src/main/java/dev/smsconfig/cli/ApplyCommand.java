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
    WorkOptions work = new WorkOptions();

    @Mixin
    FleetOptions fleet = new FleetOptions();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    OverrideOptions override = new OverrideOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    @Mixin
    PacingOptions pacing = new PacingOptions();

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    SignerOptions signers = new SignerOptions();

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

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
        Setting setting = new Setting(terminal, stop, work.work, output);
        FolderChoice folder = new FolderChoice(
                fleet.folder.configsOrDefault(), environment.name, revision.revision, signers.allowedSigners);
        try (FleetSession session = FleetSession.open(setting, ChosenRepository.forRun(setting, folder), Run.APPLY)) {
            session.pace(pacing);
            Run run = session.start(
                    Run.APPLY, new ConfiguredFleet.Choice(folder, true, fleet, selection, overrides), consent.yes);
            return session.report(run, fleet.report).number();
        }
    }
}
