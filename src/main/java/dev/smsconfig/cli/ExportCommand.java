package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.source.TenantExport;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    ExportCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** What became of one tenant. */
    private enum Ending {
        WRITTEN,
        LEFT_ALONE,
        FAILED
    }

    @Override
    public Integer call() throws InterruptedException {
        folder.requireInRange();
        List<TenantId> ids = TenantList.parse(tenants);
        Setting setting = new Setting(terminal, stop, work.work, output);
        Path configs = folder.configsOrDefault();
        ChosenFleet chosen =
                ChosenFleet.readWithoutTenants(setting, new FolderChoice(configs, environment.name, null, null));
        EnvironmentConnection.Site site = new EnvironmentConnection.Site(setting, configs, ids, folder);
        ExportFolder target = new ExportFolder(configs, withSecrets);
        List<Ending> endings = new ArrayList<>();
        try (EnvironmentConnection connection = EnvironmentConnection.to(chosen.environment(), site)) {
            List<Observation> observations = observations(connection, ids);
            for (int i = 0; i < observations.size(); i++) {
                endings.add(export(ids.get(i), observations.get(i), target));
            }
        }
        return conclude(endings, ids.size()).number();
    }

    private List<Observation> observations(EnvironmentConnection connection, List<TenantId> ids)
            throws InterruptedException {
        try (Progress progress = Progress.begin(terminal, output, "Reading", ids.size())) {
            return new TenantVisits(stop, folder.parallelism).visit(ids, connection::observe, progress);
        }
    }

    private Ending export(TenantId tenant, Observation observation, ExportFolder target) {
        Failure failure = observation.failure();
        if (failure != null) {
            terminal.out().println(tenant + ": not read: " + failure.message());
            return Ending.FAILED;
        }
        TenantExport export = TenantExport.of(
                tenant, ((Observation.Observed) observation).state().config());
        export.leftOut().forEach(reason -> terminal.out().println(tenant + ": not managed: " + reason));
        String text = export.text();
        if (text == null) {
            terminal.out().println(tenant + ": no file, since the server has nothing that one could say");
            return Ending.LEFT_ALONE;
        }
        try {
            if (target.has(tenant)) {
                terminal.out().println(tenant + ": has a file already, which is left as it is");
                return Ending.LEFT_ALONE;
            }
            target.write(tenant, export, text);
            return Ending.WRITTEN;
        } catch (FileAlreadyExistsException e) {
            terminal.out()
                    .println(tenant + ": not written: another file is in the way; move " + e.getFile() + " aside");
            return Ending.FAILED;
        } catch (IOException e) {
            terminal.out()
                    .println(tenant + ": not written (" + e.getClass().getSimpleName()
                            + "); see the config folder's disk and rights");
            return Ending.FAILED;
        }
    }

    private ExitCode conclude(List<Ending> endings, int asked) {
        int written = count(endings, Ending.WRITTEN);
        int failed = count(endings, Ending.FAILED);
        terminal.out()
                .println("Export: " + written + " written, " + count(endings, Ending.LEFT_ALONE)
                        + " left alone, " + failed + " failed"
                        + (endings.size() < asked ? ", " + (asked - endings.size()) + " not asked." : "."));
        ExitCode code = endings.size() < asked ? ExitCode.STOPPED : failed > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
        terminal.err()
                .println(
                        code == ExitCode.PARTIAL
                                ? "exit " + code.number() + ": partial: not every tenant was written"
                                : code.meaning());
        return code;
    }

    private static int count(List<Ending> endings, Ending ending) {
        return (int) endings.stream().filter(ending::equals).count();
    }
}
