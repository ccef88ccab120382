package dev.smsconfig.job;

/** A run that could not go on, through a lost repository or a bug. What was recorded stands; resume goes on. */
public final class RunFailedException extends RuntimeException {

    private final String reason;

    /** @param reason what to tell people */
    public RunFailedException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
