package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command takes that begins a run which only looks. */
final class LookOptions {

    @Mixin
    RunOptions run = new RunOptions();

    @Option(names = "--detailed-exitcode", description = "0 no differences, 2 differences, 1 everything else")
    boolean detailed;

    /**
     * Makes the run and tells of it.
     *
     * @param command {@link Run#PLAN} or {@link Run#DRIFT}
     * @param out where the plan is written that was made, or null
     * @return the exit code
     */
    int look(Terminal terminal, StopSignal stop, String command, @Nullable Path out) {
        Setting setting = run.setting(terminal, stop);
        PlanFile file = out == null ? null : new PlanFile(out);
        if (file != null) {
            file.requirePlace();
        }
        FolderChoice folder = run.folder();
        try (FleetSession session = FleetSession.open(setting, ChosenRepository.forRun(setting, folder), command)) {
            if (file != null) {
                session.sealInto(file);
            }
            Run made = session.start(command, ConfiguredFleet.Choice.toLook(folder, run.fleet, run.selection), true);
            ExitCode code = session.report(made, run.fleet.report);
            return detailed ? code.detailed() : code.number();
        }
    }
}
