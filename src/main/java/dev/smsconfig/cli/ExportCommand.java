package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.server.Observation;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.ExportedFiles;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.LowerLayers;
import dev.smsconfig.source.TenantExport;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes tenant files of what servers have. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Makes tenant files of what the servers have, for tenants that have none. Secrets become"
                + " references; no file that is there is touched.")
final class ExportCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    FolderOptions folder = new FolderOptions();

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--tenants",
            required = true,
            paramLabel = "ID,…|@FILE",
            description = "the tenants to export: their ids, or a file with one in each line")
    @SuppressWarnings("NullAway.Init")
    String tenants;

    @Option(
            names = "--with-secrets",
            description = "also writes the secrets that the servers show into the config folder's 'secrets', which git"
                    + " is told to ignore")
    boolean withSecrets;

    @Option(
            names = "--groups",
            split = ",",
            paramLabel = "NAME",
            description = "groups of the folder that the exported tenants get; their files then say only what differs")
    List<String> groups = List.of();

    @Option(
            names = "--group-common",
            arity = "0..1",
            fallbackValue = "100%",
            converter = ShareConverter.class,
            paramLabel = "PERCENT",
            description = "puts what the exported tenants have in common into new groups: 'common', one for each"
                    + " provider and one for each phone prefix. A value is common if all have it, or at least this"
                    + " share (51%% to 100%%)")
    @Nullable
    ShareOrCount groupCommon;

    ExportCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** What a tenant's server said; a command that was stopped has fewer answers than tenants. */
    private record Answer(TenantId tenant, Observation observation) {}

    @Override
    public Integer call() throws InterruptedException {
        folder.requireInRange();
        requireShareInRange();
        List<TenantId> ids = TenantList.parse(tenants);
        Setting setting = new Setting(terminal, stop, work.work, output);
        Path configs = folder.configsOrDefault();
        ExportEndings endings = new ExportEndings(terminal.out());
        try (ChosenFleet chosen =
                ChosenFleet.readWithoutTenants(setting, new FolderChoice(configs, environment.name, null, null))) {
            LowerLayers lower = lowerLayers(configs);
            ExportFolder files = files(configs);
            ids.stream()
                    .filter(files::has)
                    .forEach(id -> endings.leftAlone(id, "has a file already, which is left as it is"));
            List<TenantId> missing = ids.stream().filter(id -> !files.has(id)).toList();
            EnvironmentConnection.Site site =
                    new EnvironmentConnection.Site(setting, configs, chosen.committed(), ids, folder);
            List<TenantExport> exports;
            try (EnvironmentConnection connection = EnvironmentConnection.to(chosen.environment(), site)) {
                exports = exports(answers(connection, missing), endings);
            }
            write(exports, lower, files, endings);
        }
        terminal.out().println(endings.summary(ids.size()));
        ExitCode code = endings.code(ids.size());
        terminal.err()
                .println(
                        code == ExitCode.PARTIAL
                                ? "exit " + code.number() + ": partial: not every tenant was written"
                                : code.meaning());
        return code.number();
    }

    private void requireShareInRange() {
        if (groupCommon != null && (!groupCommon.percent() || groupCommon.value() < 51)) {
            throw new CommandFailure(ExitCode.USAGE, "--group-common takes 51% to 100%");
        }
    }

    private LowerLayers lowerLayers(Path configs) {
        LowerLayers lower = ConfigFolder.lowerLayers(configs, FileTree.onDisk(configs));
        lower.objection(groups).ifPresent(objection -> {
            throw new CommandFailure(ExitCode.USAGE, "--groups: " + objection);
        });
        return lower;
    }

    private ExportFolder files(Path configs) {
        try {
            return new ExportFolder(configs, withSecrets);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the tenant files of " + configs + " can't be listed; see its rights");
        }
    }

    private List<Answer> answers(EnvironmentConnection connection, List<TenantId> ids) throws InterruptedException {
        try (Progress progress = Progress.begin(terminal, output, "Reading", ids.size())) {
            return new TenantVisits(stop, folder.parallelism)
                    .visit(ids, id -> new Answer(id, connection.observe(id)), progress);
        }
    }

    private static List<TenantExport> exports(List<Answer> answers, ExportEndings endings) {
        List<TenantExport> exports = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.observation() instanceof Observation.Observed observed) {
                TenantExport export =
                        TenantExport.of(answer.tenant(), observed.state().config());
                export.leftOut().forEach(reason -> endings.tell(answer.tenant(), "not managed: " + reason));
                exports.add(export);
            } else if (answer.observation() instanceof Observation.NotObserved not) {
                endings.failed(answer.tenant(), "not read: " + not.failure().message());
            }
        }
        return exports;
    }

    private void write(List<TenantExport> exports, LowerLayers lower, ExportFolder folder, ExportEndings endings) {
        ExportedFiles files =
                ExportedFiles.of(exports, lower, groups, groupCommon == null ? null : groupCommon.value());
        try {
            folder.writeGroups(files.groups());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "no tenant was written: the groups were " + advice(e));
        }
        int secrets = 0;
        for (TenantExport export : exports) {
            String text = files.tenants().get(export.tenant());
            if (text == null) {
                endings.leftAlone(export.tenant(), "no file, since the server has nothing that one could say");
                continue;
            }
            try {
                folder.write(export.tenant(), export.secrets(), text);
                secrets += export.secrets().size();
                endings.written(export.tenant());
            } catch (IOException e) {
                endings.failed(export.tenant(), advice(e));
            }
        }
        if (secrets > 0 && !withSecrets && !output.quiet) {
            terminal.err()
                    .println("The files refer to " + secrets + (secrets == 1 ? " secret" : " secrets")
                            + " that nobody has put there yet: do so, write other references, or delete the files and"
                            + " export again with --with-secrets.");
        }
    }

    private static String advice(IOException e) {
        return e instanceof FileAlreadyExistsException there
                ? "not written: another file is in the way; move " + there.getFile() + " aside"
                : "not written (" + e.getClass().getSimpleName() + "); see the config folder's disk and rights";
    }
}
