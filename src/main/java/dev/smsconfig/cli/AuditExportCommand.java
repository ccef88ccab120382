package dev.smsconfig.cli;

import dev.smsconfig.audit.Period;
import dev.smsconfig.evidence.BundleExport;
import dev.smsconfig.job.StopSignal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The trail of a period, whole. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the events of a period with all it takes to verify them offline. Reaches no server.")
final class AuditExportCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    PeriodOptions period = new PeriodOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    AuditExportCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, evidence.work.work, output);
        Period asked = period.period(period.zone(DueTimes.of(evidence.configs.configs)));
        return evidence.take(setting, "audit export", (trail, store) -> {
            BundleExport.Exported exported = new BundleExport(trail).export(asked, evidence.out);
            long first = exported.span().first();
            long end = exported.span().end();
            String signed = exported.signed() >= end
                    ? "all are signed."
                    : "those from " + Math.max(exported.signed(), first)
                            + " on are not signed yet; the next run signs them.";
            return "Exported events " + first + " to " + (end - 1) + " to " + evidence.out + ": " + signed;
        });
    }
}
