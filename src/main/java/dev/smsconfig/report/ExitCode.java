package dev.smsconfig.report;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.reconcile.OutcomeKind;

/** The exit codes that scripts rely on, the one place that knows them. */
public enum ExitCode {
    DONE(0, "done"),
    ERROR(1, "error: nothing more could be done"),
    USAGE(2, "usage"),
    DIFFERENCES(3, "differences found"),
    PARTIAL(4, "partial: not every tenant is where git wants it"),
    STOPPED(5, "stopped by a signal"),
    REFUSED(6, "refused before any write"),
    PAUSED(7, "paused: a wave waits for an approval or a soak; resume goes on");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line for the end of stderr. */
    public String meaning() {
        return "exit " + number + ": " + meaning;
    }

    /** The code of a run as it ended; where several apply, in the order 1, 5, 6, 4, 7, 3. */
    public static ExitCode of(Run run, Summary summary) {
        return of(run.status(), summary);
    }

    /** The same where the fleet as a whole may lack something that it must not. */
    public static ExitCode of(RunStatus status, Summary summary, Coverage coverage) {
        ExitCode code = of(status, summary);
        boolean better = code == DONE || code == DIFFERENCES || code == PAUSED;
        return better && coverage.fails() ? PARTIAL : code;
    }

    /** The same for a run that is about to end so. */
    public static ExitCode of(RunStatus status, Summary summary) {
        switch (status) {
            case RUNNING, INTERRUPTED:
                return ERROR;
            case STOPPED:
                return STOPPED;
            case REFUSED:
                return REFUSED;
            case COMPLETED, PARTIAL, PAUSED, SUPERSEDED:
                break;
        }
        if (status == RunStatus.PAUSED) {
            // what waits is no failure
            return summary.has(kind -> kind.isIncomplete() && kind != OutcomeKind.NOT_ATTEMPTED) ? PARTIAL : PAUSED;
        }
        if (summary.has(OutcomeKind::isIncomplete)) {
            return PARTIAL;
        }
        boolean differs =
                summary.of(OutcomeKind.PLANNED) > 0 || summary.differences().reported() > 0;
        return differs ? DIFFERENCES : DONE;
    }

    /** Terraform's convention: 0 no differences, 2 differences, 1 everything else. */
    public int detailed() {
        return switch (this) {
            case DONE -> 0;
            case DIFFERENCES -> 2;
            default -> 1;
        };
    }
}
