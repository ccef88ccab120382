package dev.smsconfig.job;

/** A run that could not go on, through a lost repository or a bug. What was recorded stands; resume goes on. */
public final class RunFailedException extends RuntimeException {

    public RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
