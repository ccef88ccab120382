package dev.smsconfig.report;

import dev.smsconfig.audit.LedgerEntry;
import java.util.List;

/**
 * A form of a run's report while it is being written. It gets the tenants one by one, so that all forms together need one
 * read of the ledger and none has to hold the fleet.
 */
public interface RunForm {

    /** Takes the next tenant, in the order of the ledger. */
    void tenant(LedgerEntry entry);

    /** Writes what comes after the tenants. */
    void end();

    /** Writes several forms from one read of the ledger. */
    static void write(RunReport report, List<? extends RunForm> forms) {
        report.tenants().forEach(entry -> forms.forEach(form -> form.tenant(entry)));
        forms.forEach(RunForm::end);
    }
}
