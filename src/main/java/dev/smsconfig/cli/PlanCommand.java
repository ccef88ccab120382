package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import java.util.concurrent.Callable;
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
    WorkOptions work = new WorkOptions();

    @Mixin
    FleetOptions fleet = new FleetOptions();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    SignerOptions signers = new SignerOptions();

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

    @Option(names = "--detailed-exitcode", description = "0 no differences, 2 differences, 1 everything else")
    boolean detailed;

    PlanCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, work.work, output);
        FolderChoice folder = new FolderChoice(
                fleet.folder.configsOrDefault(), environment.name, revision.revision, signers.allowedSigners);
        try (FleetSession session = FleetSession.open(setting, ChosenRepository.forRun(setting, folder), Run.PLAN)) {
            Run run = session.start(Run.PLAN, ConfiguredFleet.Choice.toLook(folder, fleet, selection), true);
            ExitCode code = session.report(run, fleet.report);
            return detailed ? code.detailed() : code.number();
        }
    }
}
