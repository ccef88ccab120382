package dev.smsconfig.report;

import dev.smsconfig.audit.Run;
import java.util.Optional;

/** Says of a run that it was not about all tenants. */
final class SelectionText {

    private SelectionText() {}

    /** Empty where all tenants were chosen. */
    static Optional<String> line(RunReport report) {
        Run.Origin origin = report.run().origin();
        String selection = origin.selection();
        return selection == null
                ? Optional.empty()
                : Optional.of("Selected " + report.summary().tenants() + " of " + origin.fleetSize() + " tenants: "
                        + Visible.text(selection));
    }

    /** For a run in which every tenant was in sync. */
    static String nothingToChange(RunReport report) {
        Run.Origin origin = report.run().origin();
        int tenants = report.summary().tenants();
        if (report.run().isRollback()) {
            return "Nothing to roll back. Of " + tenants + (tenants == 1 ? " tenant" : " tenants") + " that run "
                    + origin.undoes() + " saved, each has what it had before.";
        }
        if (origin.selection() == null) {
            return "No changes. All " + tenants + " tenants are as git says.";
        }
        return tenants == 0
                ? "No changes. None of " + origin.fleetSize() + " tenants was selected: no effective configuration"
                        + " changed."
                : "No changes. All " + tenants + " selected tenants are as git says.";
    }
}
