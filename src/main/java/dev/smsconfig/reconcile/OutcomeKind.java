package dev.smsconfig.reconcile;

/** The ways a tenant can end; every tenant of the inventory ends in exactly one. */
public enum OutcomeKind {
    /** Nothing had to change. */
    IN_SYNC,
    /** Differs; nothing was saved because the command only looks. */
    PLANNED,
    /** Saved and proven by reading back. */
    CONVERGED,
    /** Saved, but the server holds something else. */
    DIVERGED,
    /** Refused by the server in a way that repeating cannot cure, or by its rights. */
    REJECTED,
    /** Everything else that went wrong. */
    FAILED,
    /** A save may have happened and reading back failed too. */
    UNKNOWN,
    /** What was planned is no longer what git or the server says. */
    STALE,
    /** Differs, and the server cannot save. */
    UNSUPPORTED,
    /** Left out on purpose, with the reason. */
    SKIPPED,
    /** The run stopped before. */
    NOT_ATTEMPTED;

    /** Whether {@code resume} takes the tenant up again. */
    public boolean isResumable() {
        return this == FAILED || this == UNKNOWN || this == NOT_ATTEMPTED;
    }

    /** Whether it spends the failure budget. */
    public boolean spendsBudget() {
        return this == FAILED || this == DIVERGED || this == REJECTED || this == UNKNOWN;
    }

    /** Whether the tenant's state was read, whatever came of it. */
    public boolean isObserved() {
        return this != FAILED && this != UNKNOWN && this != SKIPPED && this != NOT_ATTEMPTED;
    }

    /** Whether people are told of each such tenant, with the reason. */
    public boolean needsReason() {
        return isIncomplete() || this == SKIPPED;
    }

    /** Whether a run that holds such a tenant is only partly done. */
    public boolean isIncomplete() {
        return spendsBudget() || this == STALE || this == UNSUPPORTED || this == NOT_ATTEMPTED;
    }
}
