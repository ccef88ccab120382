package dev.smsconfig.cli;

import dev.smsconfig.evidence.TenantProof;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.TenantId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was recorded of one tenant, for that tenant's own auditor. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description =
                "Writes what a run recorded of one tenant, with a proof of each event that verifies offline and shows"
                        + " no other tenant. Reaches no server.")
final class AuditProveCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--tenant", required = true, paramLabel = "T", description = "the tenant's id")
    String tenant = "";

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "the id of the run; 'runs' lists them")
    String run = "";

    AuditProveCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Setting setting = new Setting(terminal, stop, evidence.work.work, output);
        TenantId id = id();
        return evidence.take(
                setting,
                "audit prove",
                (trail, store) -> "Proved " + new TenantProof(trail).prove(id, run, evidence.out) + " events of tenant "
                        + tenant + " in run " + run + " in " + evidence.out + ".");
    }

    private TenantId id() {
        try {
            return new TenantId(tenant);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--tenant takes the id of a tenant, as in 'smsconfig show " + run + "'");
        }
    }
}
