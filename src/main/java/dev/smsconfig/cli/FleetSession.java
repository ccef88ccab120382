package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.Approvals;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.job.FleetJob;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RunFailedException;
import dev.smsconfig.report.DriftText;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.JsonReport;
import dev.smsconfig.report.Palette;
import dev.smsconfig.report.PlanText;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.SummaryText;
import dev.smsconfig.report.run.Places;
import dev.smsconfig.state.SealKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a command does with the job repository: it is locked and opened, runs whose process died are put in order, and a
 * run is carried out and reported.
 */
final class FleetSession implements AutoCloseable {

    private final Setting setting;
    private final ChosenRepository repository;
    private final WorkFolder work;
    private final JobStore store;
    private final RunPermit permit;
    private @Nullable ConfiguredFleet fleet;
    private boolean looksOnly;
    private PacingOptions pacing = new PacingOptions();
    private ApprovalOptions.@Nullable Word approval;
    private @Nullable PlanFile out;
    private List<String> closing = List.of();

    private FleetSession(Setting setting, ChosenRepository repository, WorkFolder work, JobStore store) {
        this.setting = setting;
        this.repository = repository;
        this.work = work;
        this.store = store;
        this.permit = new RunPermit(setting, repository.lock(store));
    }

    /** @throws CommandFailure where another process holds the repository, or it can't be opened */
    static FleetSession open(Setting setting, ChosenRepository repository, String command) {
        WorkFolder work = repository.workFolder(command);
        try {
            FleetSession session = new FleetSession(setting, repository, work, repository.open());
            session.permit.recoverDead();
            return session;
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    /** Says how far a run goes; an hour's soaks and all waves where this is not called. */
    void pace(PacingOptions options) {
        pacing = options;
    }

    /** Says that a resume approves a wave first. */
    void approving(ApprovalOptions.Word word) {
        approval = word;
    }

    /** Says where the plan is written that is made. */
    void sealInto(PlanFile file) {
        out = file;
    }

    /** Reads the config folder, gets the right to run, connects to the environment, and makes a run. */
    Run start(String command, ConfiguredFleet.Choice choice, boolean assumeYes) {
        String id = store.newRunId();
        ConfiguredFleet configured = configure(choice, environment -> {
            if (choice.saves()) {
                permit.toSave(environment, id, command);
            } else {
                permit.toLook(id, command);
            }
            heldBy(command + " " + id);
        });
        PlanFile file = out;
        SealKey key = file == null ? null : configured.signingKey(setting);
        try {
            Run run = job(configured, command, assumeYes)
                    .start(configured.newRun(id, command), configured.request(setting, null, pacing));
            if (file != null) {
                closing = file.seal(new PlanFile.Content(store, run, configured, key), setting.next());
            }
            return run;
        } catch (RunFailedException e) {
            throw failed(e, id);
        }
    }

    /** The same for a run that is taken up again. */
    Run resume(Run run, ConfiguredFleet.Choice choice, boolean assumeYes) {
        ConfiguredFleet configured = configure(choice, environment -> {
            permit.toGoOn(run, "resume");
            heldBy("resume " + run.id());
        });
        // it may only now have been found dead and put in order
        Run current = resumable(run.id());
        ApprovalOptions.Word approved = approval;
        if (approved != null) {
            new WaveApproval(setting, new Approvals(store), configured.chosen(), choice.folder())
                    .approve(current, approved);
        }
        try {
            return job(configured, run.command(), assumeYes)
                    .resume(current, configured.request(setting, current, pacing), WorkFolder.thisProcess());
        } catch (RunFailedException e) {
            throw failed(e, run.id());
        }
    }

    private ConfiguredFleet configure(ConfiguredFleet.Choice choice, Consumer<String> ask) {
        ConfiguredFleet configured = ConfiguredFleet.of(setting, work, choice, ask);
        fleet = configured;
        store.signedBy(new TrailSigning(setting, store).of(configured));
        return configured;
    }

    private void heldBy(String what) {
        try {
            work.heldBy(what);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the lock file in the work folder can't be written; see its disk");
        }
    }

    private CommandFailure failed(RunFailedException e, String id) {
        return new CommandFailure(
                ExitCode.ERROR,
                e.reason() + "; when that is cured: " + setting.next().resume(id));
    }

    private FleetJob job(ConfiguredFleet configured, String command, boolean assumeYes) {
        FleetConnection connection = configured.connection(command);
        looksOnly = connection.saves() == null;
        return new FleetJob(
                store,
                connection,
                new ConsoleWatcher(setting, store, assumeYes),
                setting.stop(),
                Invocations.of(setting.terminal(), configured.chosen().tree()));
    }

    JobStore store() {
        return store;
    }

    /** @throws CommandFailure where there is no such run */
    Run run(String id) {
        return store.runs()
                .find(id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ERROR,
                        "there is no run " + id + " in " + repository.name() + "; 'smsconfig runs' lists them"));
    }

    /** @throws CommandFailure where there is no such run, or it is none that can be gone on with */
    Run resumable(String id) {
        Run run = run(id);
        new Resumability(store).require(run);
        return run;
    }

    /**
     * A run that is to be taken back.
     *
     * @param selection which of its tenants; null for all
     * @throws CommandFailure where there is no such run
     */
    UndoneRun undone(String id, @Nullable SelectionOptions selection) {
        return new UndoneRun(store, run(id), selection);
    }

    List<RunReport> newest(int limit) {
        return store.runs().newest(limit).stream().map(this::reportOf).toList();
    }

    RunReport reportOf(Run run) {
        return RunReports.of(store, run, setting.next());
    }

    /** Writes every report of a run that ended, and only then tells the exit code. */
    ExitCode report(Run run, @Nullable Path folder) {
        RunReport report = reportOf(run);
        if (folder != null) {
            new ReportWriter(store).write(report, places(run), folder);
        }
        Terminal terminal = setting.terminal();
        if (setting.output().form == OutputOptions.Form.json) {
            JsonReport.write(report, terminal.out());
        }
        if ((run.maySave() && !looksOnly) || setting.output().form == OutputOptions.Form.json) {
            new SummaryText(setting.output().errPalette(terminal)).lines(report).forEach(terminal.err()::println);
        } else {
            Palette palette = setting.output().outPalette(terminal);
            List<String> lines = run.command().equals(Run.DRIFT)
                    ? new DriftText(palette).lines(report)
                    : new PlanText(palette).lines(report);
            lines.forEach(terminal.out()::println);
        }
        closing.forEach(setting::note);
        terminal.err().println(report.exitCode().meaning());
        return report.exitCode();
    }

    /** Writes every report of a run that ended before. */
    void writeReports(RunReport report, @Nullable Path configs, Path folder) {
        new ReportWriter(store).write(report, ConfigPlaces.of(report.run(), configs), folder);
    }

    private Places places(Run run) {
        ConfiguredFleet configured = fleet;
        return configured == null
                ? ConfigPlaces.of(run, null)
                : new ConfigPlaces(
                        configured.chosen().configs(), configured.chosen().layered());
    }

    @Override
    public void close() {
        ConfiguredFleet configured = fleet;
        try (work;
                store;
                permit) {
            if (configured != null) {
                configured.close();
            }
        }
    }
}
