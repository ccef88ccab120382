package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.JsonReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.RunsText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The history. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists the runs, newest first.")
final class RunsCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    ConfigsOptions configs = new ConfigsOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many (default: ${DEFAULT-VALUE})")
    int last = 20;

    RunsCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, work.work, output);
        ChosenRepository repository = ChosenRepository.forHistory(setting, configs.configs);
        try (FleetSession session = FleetSession.open(setting, repository, "runs")) {
            List<RunReport> runs = session.newest(last);
            if (output.form == OutputOptions.Form.json) {
                JsonReport.writeRuns(runs, terminal.out());
            } else {
                RunsText.lines(runs).forEach(terminal.out()::println);
            }
            return ExitCode.DONE.number();
        }
    }
}
