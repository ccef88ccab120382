package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.PingJson;
import dev.smsconfig.report.PingReport;
import dev.smsconfig.report.PingText;
import dev.smsconfig.server.TenantStatus;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.webapi.TenantPing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how every tenant's server stands. */
@Command(
        name = "ping",
        mixinStandardHelpOptions = true,
        description = "Reaches every tenant: its state, its server's version, whether that can save, and whether the"
                + " credential works. Changes nothing and makes no run.")
final class PingCommand implements Callable<Integer> {

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

    PingCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        folder.requireInRange();
        Setting setting = new Setting(terminal, stop, work.work, output);
        ChosenFleet chosen = ChosenFleet.read(setting, folder.configsOrDefault(), environment.name);
        EnvironmentConnection.Site site =
                new EnvironmentConnection.Site(setting, chosen.configs(), chosen.tenants(), folder.parallelism);
        try (EnvironmentConnection connection = EnvironmentConnection.to(chosen.environment(), site)) {
            PingReport report = new PingReport(
                    chosen.environment().name(), chosen.tenants().size(), ping(connection.ping(), chosen.tenants()));
            return tell(report).number();
        }
    }

    private List<TenantStatus> ping(TenantPing ping, List<TenantId> tenants) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(folder.parallelism, PingCommand::daemon);
        try (Progress progress = Progress.begin(terminal, output, "Reaching", tenants.size())) {
            List<Future<Optional<TenantStatus>>> answers = new ArrayList<>();
            for (TenantId tenant : tenants) {
                answers.add(threads.submit(() -> unlessStopped(ping, tenant, progress)));
            }
            List<TenantStatus> statuses = new ArrayList<>();
            for (Future<Optional<TenantStatus>> answer : answers) {
                answer.get().ifPresent(statuses::add);
            }
            return statuses;
        } catch (ExecutionException e) {
            throw new IllegalStateException("pinging a tenant failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<TenantStatus> unlessStopped(TenantPing ping, TenantId tenant, Progress progress) {
        if (stop.isRequested()) {
            return Optional.empty();
        }
        TenantStatus status = ping.ping(tenant);
        progress.step();
        return Optional.of(status);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tenant-ping");
        thread.setDaemon(true);
        return thread;
    }

    private ExitCode tell(PingReport report) {
        if (output.form == OutputOptions.Form.json) {
            PingJson.write(report, terminal.out());
        } else {
            new PingText(output.outPalette(terminal)).lines(report).forEach(terminal.out()::println);
        }
        terminal.err().println(report.exitCode().meaning());
        return report.exitCode();
    }
}
