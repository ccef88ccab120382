package dev.smsconfig.reconcile;

/** An intent could not be committed. Ends the run: what cannot be recorded is not done. */
public final class JournalUnavailableException extends RuntimeException {

    public JournalUnavailableException(Throwable cause) {
        super(
                "the audit trail could not be written, so no save was sent; check the job repository, then resume",
                cause);
    }
}
