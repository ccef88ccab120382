package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Summary;

/** Reports of the runs in a job repository. */
final class RunReports {

    private RunReports() {}

    static RunReport of(JobStore store, Run run) {
        return new RunReport(
                run,
                new Summary(store.tenants().summary(run.id())),
                consumer -> store.tenants().forEach(run.id(), SeqRange.ALL, consumer));
    }
}
