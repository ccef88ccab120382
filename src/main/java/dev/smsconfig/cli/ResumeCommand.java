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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a run that was stopped, killed, paused or left failures: takes up only tenants that ended"
                        + " FAILED, UNKNOWN or NOT_ATTEMPTED, from the run's own commit; where there is none, only where the"
                        + " files still say what they said.")
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
    OverrideOptions override = new OverrideOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    @Mixin
    PacingOptions pacing = new PacingOptions();

    @Mixin
    ApprovalOptions approval = new ApprovalOptions();

    @Mixin
    SignerOptions signers = new SignerOptions();

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
        ApprovalOptions.Word approved = approval.word(override.reason.reason, spec.commandLine());
        Overrides overrides = override.overrides(terminal, spec.commandLine(), approved != null);
        Setting setting = new Setting(terminal, stop, work.work, output);
        ChosenRepository repository = ChosenRepository.forHistory(setting, fleet.folder.configs);
        try (FleetSession session = FleetSession.open(setting, repository, "resume " + runId)) {
            Run run = session.resumable(runId);
            session.pace(pacing);
            if (approved != null) {
                session.approving(approved);
            }
            String undone = run.origin().undoes();
            ConfiguredFleet.Choice choice = new ConfiguredFleet.Choice(
                    folder(run, setting), true, fleet, undone == null ? null : session.undone(undone, null), overrides);
            return session.report(session.resume(run, choice, consent.yes), fleet.report)
                    .number();
        }
    }

    /** Where the run was read from a commit, that commit again, however far git has moved since. */
    private FolderChoice folder(Run run, Setting setting) {
        @Nullable Path given = fleet.folder.configs;
        Path configs = given == null ? Path.of(run.origin().configs()) : given;
        String commit = run.origin().dirty() ? null : run.commit();
        return new FolderChoice(configs, run.environment(), null, signers.allowedSigners)
                .at(commit, "the run's", setting);
    }
}
