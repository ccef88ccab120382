package dev.smsconfig.report.run;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.report.Csv;
import dev.smsconfig.report.RunForm;
import dev.smsconfig.report.RunReport;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code changes.csv}: a row a tenant and field that differs or differed, with the values unless they are secret. */
final class ChangesCsv implements RunForm {

    private static final String SECRET = "(secret)";

    private final Csv csv;
    private final Run run;

    ChangesCsv(RunReport report, OutputStream out) {
        csv = new Csv(out);
        run = report.run();
        csv.row(
                "run",
                "environment",
                "tenant",
                "wave",
                "outcome",
                "field",
                "from",
                "to",
                "cause",
                "treatment",
                "fate",
                "file");
    }

    @Override
    public void tenant(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        if (outcome == null) {
            return;
        }
        for (FieldChange change : outcome.changes()) {
            csv.row(
                    run.id(),
                    run.environment(),
                    entry.tenant().tenant(),
                    entry.tenant().waveName(),
                    outcome.kind(),
                    change.field(),
                    value(change, change.from()),
                    value(change, change.to()),
                    change.cause(),
                    change.treatment(),
                    Fate.of(outcome.kind(), change)
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' '),
                    entry.tenant().origin());
        }
    }

    private static @Nullable String value(FieldChange change, @Nullable String value) {
        return value == null || !change.sensitive() || value.equals(FieldChange.MASKED) ? value : SECRET;
    }

    @Override
    public void end() {
        csv.flush();
    }
}
