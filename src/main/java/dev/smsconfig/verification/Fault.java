package dev.smsconfig.verification;

/** What can be wrong with a trail. */
public enum Fault {
    /** An event, or what repeats it, is not what it was. */
    EDITED,
    /** Events are missing between others, or before them. */
    DELETED,
    /** An event was never written by this program. */
    INSERTED,
    /** Events stand in another order. */
    REORDERED,
    /** An event stands there twice. */
    DUPLICATED,
    /** The last events are missing, and other parts of the repository still speak of them. */
    TRUNCATED,
    /** The whole repository is an earlier one than what was signed. */
    ROLLED_BACK,
    /** Two histories were signed. */
    FORKED,
    /** The trail is consistent in itself, and not the one that was signed. */
    REWRITTEN,
    /** A checkpoint is not what its key signed. */
    SIGNATURE_INVALID,
    /** A checkpoint lies where it does not belong. */
    CHECKPOINT_MOVED,
    /** A checkpoint bears no signature of a key that is known. */
    UNKNOWN_KEY,
    /** A run neither goes on nor was sealed. */
    RUN_UNSEALED,
    /** A save was announced, and nothing tells what came of it. */
    INTENT_WITHOUT_OUTCOME,
    /** Time went backwards. */
    CLOCK_REGRESSION;

    /** Whether it proves that somebody, or a disk, changed what was written. */
    public boolean isProof() {
        return compareTo(UNKNOWN_KEY) < 0;
    }

    /** Whether it leaves a trail verified. */
    public boolean isWarning() {
        return this == CLOCK_REGRESSION;
    }
}
