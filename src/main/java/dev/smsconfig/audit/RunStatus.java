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
    INTERRUPTED,
    /** A wave waits for an approval or a soak; resume goes on. */
    PAUSED,
    /** It was not finished when a later run brought another configuration. */
    SUPERSEDED;

    /** Whether there may be something to go on with although no tenant is left: a soak, or what a kill hid. */
    public boolean isUnderWay() {
        return this == PAUSED || this == STOPPED || this == INTERRUPTED;
    }
}
