package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.plan.Overrides;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "a file of 'plan --out': exactly that is carried out, and what moved since is left alone")
    @Nullable
    Path plan;

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
        GivenPlan given = plan == null ? null : given(plan, setting);
        FolderChoice folder = given == null ? options.folder() : given.folder(options.folder(), setting);
        TenantChoice tenants = given == null ? options.selection : given;
        try (FleetSession session = FleetSession.open(setting, ChosenRepository.forRun(setting, folder), Run.APPLY)) {
            session.pace(pacing);
            Run run = session.start(
                    Run.APPLY,
                    new ConfiguredFleet.Choice(folder, true, options.fleet, tenants, overrides),
                    consent.yes);
            return session.report(run, options.fleet.report).number();
        }
    }

    private GivenPlan given(Path file, Setting setting) {
        String other = options.revision.revision == null ? options.selection.anyGiven() : "--revision";
        if (other != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a plan says itself which tenants it is about and which commit it was made from; leave " + other
                            + " out",
                    spec.findOption(other),
                    "");
        }
        GivenPlan given = new PlanCheck(setting, file, options.folder()).check();
        setting.note(given.words());
        return given;
    }
}
