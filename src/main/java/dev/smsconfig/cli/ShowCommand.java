package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.JsonReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.RunText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One run of the history. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a run: what became of each tenant.")
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    ConfigsOptions configs = new ConfigsOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "writes the reports of the run into this folder, as the run itself would have")
    @Nullable
    Path reports;

    @Parameters(paramLabel = "RUN", description = "the id of the run; 'runs' lists them")
    @SuppressWarnings("NullAway.Init")
    String runId;

    ShowCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, work.work, output);
        ChosenRepository repository = ChosenRepository.forHistory(setting, configs.configs);
        try (FleetSession session = FleetSession.open(setting, repository, "show")) {
            RunReport report = session.reportOf(session.run(runId));
            Path folder = reports;
            if (folder != null) {
                session.writeReports(report, configs.configs, folder);
            }
            if (output.form == OutputOptions.Form.json) {
                JsonReport.write(report, terminal.out());
            } else {
                new RunText(output.outPalette(terminal)).lines(report).forEach(terminal.out()::println);
            }
            return ExitCode.DONE.number();
        }
    }
}
