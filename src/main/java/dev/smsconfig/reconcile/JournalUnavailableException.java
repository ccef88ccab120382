package dev.smsconfig.reconcile;

/** An intent could not be committed. Ends the run: what cannot be recorded is not done. */
public final class JournalUnavailableException extends RuntimeException {

    private static final String REASON =
            "the audit trail could not be written, so the save was not sent; check the job repository, then resume";

    public JournalUnavailableException(Throwable cause) {
        super(REASON, cause);
    }

    /** What to tell people: holds no text of the cause. */
    public String reason() {
        return REASON;
    }
}
