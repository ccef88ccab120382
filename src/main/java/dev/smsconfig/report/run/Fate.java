package dev.smsconfig.report.run;

import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.OutcomeKind;

/** What became of a difference. */
enum Fate {
    /** It should have been saved and was not, or not proven. */
    LEFT_UNDONE,
    /** The run only looked, or has not come to it. */
    PLANNED,
    SAVED,
    REPORTED,
    ACCEPTED;

    static Fate of(OutcomeKind kind, FieldChange change) {
        if (change.treatment() == Treatment.ACCEPT) {
            return ACCEPTED;
        }
        if (change.treatment() == Treatment.REPORT) {
            return REPORTED;
        }
        return switch (kind) {
            case PLANNED, IN_SYNC -> PLANNED;
            case CONVERGED -> SAVED;
            default -> LEFT_UNDONE;
        };
    }

    /** How it is said of a run's changes. */
    String words(Run run) {
        return switch (this) {
            case PLANNED -> run.command().equals(Run.DRIFT) ? "differs" : "to change";
            case SAVED -> "saved and read back";
            case LEFT_UNDONE -> "left undone";
            case REPORTED -> "reported, and left as it is";
            case ACCEPTED -> "accepted difference";
        };
    }
}
