package dev.smsconfig.cli;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.TenantLedger;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Summary;
import dev.smsconfig.state.Provenance;
import java.util.function.Consumer;

/** Reports of the runs in a job repository. */
final class RunReports {

    private RunReports() {}

    static RunReport of(JobStore store, Run run) {
        TenantLedger ledger = store.tenants();
        RunReport.Tenants tenants = new RunReport.Tenants() {
            @Override
            public void forEach(Consumer<LedgerEntry> consumer) {
                ledger.forEach(run.id(), consumer);
            }

            @Override
            public void forEachNotable(Consumer<LedgerEntry> consumer) {
                ledger.forEachNotable(run.id(), consumer);
            }

            @Override
            public void forEachCommit(Consumer<Provenance> consumer) {
                store.commits().forEach(run.id(), consumer);
            }
        };
        return new RunReport(
                run,
                new Summary(ledger.summary(run.id()), ledger.differences(run.id())),
                tenants,
                store.guards().of(run.id()));
    }
}
