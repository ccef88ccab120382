package dev.smsconfig.cli;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.Period;
import dev.smsconfig.git.AllowedSigners;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.report.audit.AuditFiles;
import dev.smsconfig.report.audit.AuditReport;
import dev.smsconfig.report.audit.Question;
import dev.smsconfig.report.audit.TrailCheck;
import dev.smsconfig.rollout.Schedule;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.tlog.VerifierKey;
import dev.smsconfig.verification.Verification;
import dev.smsconfig.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The report of a period. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the report of a period: complete, with before and after, who and why. Reaches no server.")
final class AuditReportCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    ConfigsOptions configs = new ConfigsOptions();

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    SignerOptions signers = new SignerOptions();

    @Mixin
    PeriodOptions period = new PeriodOptions();

    @Mixin
    VerificationOptions against = new VerificationOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            split = ",",
            defaultValue = "html,csv,json,md",
            description = "${COMPLETION-CANDIDATES}, separated by commas (default: all of them)")
    Set<AuditFiles.Form> forms = EnumSet.allOf(AuditFiles.Form.class);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "the folder to write into (default: audit-report in the work folder)")
    @Nullable
    Path out;

    @Option(names = "--entity", paramLabel = "NAME", description = "the legal entity that answers for the environment")
    @Nullable
    String entity;

    AuditReportCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, work.work, output);
        Path folder = configs.configs == null ? FolderOptions.DEFAULT_CONFIGS : configs.configs;
        @Nullable Fleet fleet = fleet(setting, folder);
        Schedule schedule = fleet == null ? null : fleet.schedule();
        ZoneId zone = period.zone(schedule);
        Period asked = period.period(zone);
        ChosenRepository repository = ChosenRepository.forHistory(setting, configs.configs);
        AuditReport report;
        try (WorkFolder held = repository.workFolder("audit report");
                JobStore store = repository.open()) {
            String name = environment(fleet);
            Question question = new Question(name, asked, zone, schedule, entity, command(name, asked, zone));
            TrailCheck check = check(setting, folder, fleet, store);
            report = store.atOneMoment(() -> {
                Ledgers ledgers = store.ledgers();
                return AuditReport.of(
                        ledgers,
                        check,
                        question,
                        new HistoryOfConfigs(folder, ledgers, allowed(folder, fleet)).of(name, asked));
            });
        }
        Path target = out == null ? work.work.resolve("audit-report") : out;
        write(report, target);
        return ExitCode.DONE.number();
    }

    /** What can't be read keeps nobody from a report, which says so. */
    private TrailCheck check(Setting setting, Path folder, @Nullable Fleet fleet, JobStore store) {
        List<VerifierKey> keys = against.trusted(setting);
        Fleet.Audit audit = fleet == null ? Fleet.Audit.NONE : fleet.audit();
        Verification verification;
        try {
            List<CheckpointAnchor.Kept> outside =
                    against.outside(() -> new CheckpointPlace(setting, folder, null, audit).anchor());
            verification = new Verifier(store.evidence(), outside, keys).verify();
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw e;
            }
            verification = unread(e.text());
        } catch (RuntimeException e) {
            if (JobStore.isUnreachable(e)) {
                throw e;
            }
            // its message may hold anything
            verification = unread("it can't be read: " + e.getClass().getSimpleName());
        }
        TrailCheck check = new TrailCheck(verification, keys);
        if (!check.isIntact()) {
            terminal.err().println("Warning: the trail is " + check.verdict() + "; see 'smsconfig audit verify'.");
        }
        return check;
    }

    private static Verification unread(String reason) {
        return new Verification(0, 0, 0, 0, 0, List.of(), reason);
    }

    private void write(AuditReport report, Path target) {
        try {
            AuditFiles.write(report, forms, target)
                    .forEach(file -> terminal.out().println(target.resolve(file)));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the report can't be written to " + target
                            + "; see its disk and permissions, or name another folder" + " with --out DIR");
        }
        report.figures().forEach(terminal.err()::println);
        terminal.err().println(ExitCode.DONE.meaning());
    }

    /** What is checked out says when nights are due. A fault elsewhere in the files must keep nobody from the report. */
    private static @Nullable Fleet fleet(Setting setting, Path folder) {
        try (GitFolder files = GitFolder.current(folder)) {
            Fleet fleet = ConfigFolder.fleet(folder, files.files()).fleet();
            if (fleet == null) {
                setting.note(folder.resolve("fleet.yaml")
                        + " can't be read, or is not there: no night can be found missing, and no signature counts.");
            }
            return fleet;
        }
    }

    private String environment(@Nullable Fleet fleet) {
        if (environment.name != null) {
            return environment.name;
        }
        if (fleet == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "there is no fleet.yaml that says which environment is meant; name it with --env NAME");
        }
        return fleet.defaultEnvironment();
    }

    private @Nullable AllowedSigners allowed(Path folder, @Nullable Fleet fleet) {
        return fleet == null ? null : new FolderChoice(folder, null, null, signers.allowedSigners).signers(fleet);
    }

    private String command(String name, Period asked, ZoneId zone) {
        return "smsconfig audit report --env " + name + " --from " + asked.from() + " --to " + asked.to() + " --zone "
                + zone.getId() + (entity == null ? "" : " --entity " + NextCommand.quoted(entity))
                + typed("--checkpoints", against.checkpoints) + typed("--key", against.keys);
    }

    private static String typed(String option, List<?> values) {
        return values.stream()
                .map(value -> " " + option + " " + NextCommand.quoted(value.toString()))
                .collect(Collectors.joining());
    }
}
