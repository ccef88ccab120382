package dev.smsconfig.audit;

/** How a run stands. */
public enum RunStatus {
    RUNNING,
    /** Every tenant is where the command wanted it. */
    COMPLETED,
    /** At least one tenant is not. */
    PARTIAL,
    /** Stopped by a signal; resume goes on. */
    STOPPED,
    /** A guard, or the person asked, refused it before any write. */
    REFUSED,
    /** Its process died; resume goes on. */
    INTERRUPTED
}
