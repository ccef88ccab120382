package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.PingJson;
import dev.smsconfig.report.PingReport;
import dev.smsconfig.report.PingText;
import dev.smsconfig.server.TenantStatus;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.concurrent.Callable;
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
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    RevisionOptions revision = new RevisionOptions();

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
        try (ChosenFleet chosen = ChosenFleet.read(
                setting, new FolderChoice(folder.configsOrDefault(), environment.name, revision.revision, null))) {
            SelectedTenants selected = selection.of(setting, chosen);
            if (selected.text() != null) {
                setting.note("Selected " + selected.tenants().size() + " of "
                        + chosen.tenants().size() + " tenants: " + selected.text());
            }
            return ping(setting, chosen, selected.ids());
        }
    }

    private int ping(Setting setting, ChosenFleet chosen, List<TenantId> tenants) throws InterruptedException {
        try (EnvironmentConnection connection = EnvironmentConnection.to(chosen.environment(), site(setting, chosen))) {
            PingReport report =
                    new PingReport(chosen.environment().name(), tenants.size(), statuses(connection, tenants));
            return tell(report).number();
        }
    }

    private EnvironmentConnection.Site site(Setting setting, ChosenFleet chosen) {
        return new EnvironmentConnection.Site(setting, chosen.configs(), chosen.committed(), chosen.tenants(), folder);
    }

    private List<TenantStatus> statuses(EnvironmentConnection connection, List<TenantId> tenants)
            throws InterruptedException {
        try (Progress progress = Progress.begin(terminal, output, "Reaching", tenants.size())) {
            return new TenantVisits(stop, folder.parallelism).visit(tenants, connection.ping()::ping, progress);
        }
    }

    private ExitCode tell(PingReport report) {
        if (output.form == OutputOptions.Form.json) {
            PingJson.write(report, terminal.out());
        } else {
            new PingText(output.outPalette(terminal)).lines(report).forEach(terminal.out()::println);
        }
        ExitCode code = report.exitCode();
        terminal.err()
                .println(
                        code == ExitCode.PARTIAL
                                ? "exit " + code.number() + ": partial: not every tenant could be reached and read"
                                : code.meaning());
        return report.exitCode();
    }
}
