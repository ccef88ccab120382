package dev.smsconfig.rollout;

/** Where a wave of a run stands. A wave that is STOPPED goes on where the run is resumed. */
public enum WaveState {
    /** Not reached. */
    PENDING,
    /** Reached, and nobody has approved it yet. */
    AWAITING_APPROVAL,
    /** Begun: tenants of it may be under way. */
    SAVING,
    /** Saved, and left alone for a time before its tenants are observed again. */
    SOAKING,
    /** Its gate is passed: the next may begin. */
    PASSED,
    /** Its gate is not passed: too many failures, or nothing to be seen. */
    STOPPED;

    /** Whether a wave may come to stand so after this. */
    public boolean mayBecome(WaveState next) {
        return switch (this) {
            case PENDING, AWAITING_APPROVAL -> next != SOAKING;
            case SAVING -> next != PENDING && next != AWAITING_APPROVAL;
            case SOAKING -> next == SAVING || next == SOAKING || next == PASSED || next == STOPPED;
            case STOPPED -> next == SAVING || next == SOAKING || next == PASSED || next == STOPPED;
            case PASSED -> next == PASSED;
        };
    }
}
