package dev.smsconfig.report.run;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.report.Csv;
import dev.smsconfig.report.RunForm;
import dev.smsconfig.report.RunReport;
import java.io.OutputStream;
import java.util.stream.Collectors;

/** {@code tenants.csv}: a row a tenant, so that counting rows counts tenants. */
final class TenantsCsv implements RunForm {

    private final Csv csv;
    private final Run run;

    TenantsCsv(RunReport report, OutputStream out) {
        csv = new Csv(out);
        run = report.run();
        csv.row(
                "run",
                "environment",
                "tenant",
                "wave",
                "outcome",
                "cause",
                "changes",
                "fields",
                "unverifiable",
                "attempts",
                "message",
                "commit",
                "file");
    }

    @Override
    public void tenant(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        csv.row(
                run.id(),
                run.environment(),
                entry.tenant().tenant(),
                entry.tenant().waveName(),
                Digest.kind(entry),
                outcome == null ? null : outcome.cause(),
                outcome == null ? 0 : outcome.changes().size(),
                outcome == null
                        ? null
                        : outcome.changes().stream().map(FieldChange::field).collect(Collectors.joining(" ")),
                outcome == null ? null : String.join(" ", outcome.unverifiable()),
                outcome == null ? 0 : outcome.attempts(),
                outcome == null ? null : outcome.message(),
                entry.tenant().commit(),
                entry.tenant().origin());
    }

    @Override
    public void end() {
        csv.flush();
    }
}
