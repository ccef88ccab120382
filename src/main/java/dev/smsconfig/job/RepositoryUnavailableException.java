package dev.smsconfig.job;

/** The job repository could not be opened. */
public final class RepositoryUnavailableException extends RuntimeException {

    private final boolean inUse;

    /** @param inUse whether that is because another process has it open */
    RepositoryUnavailableException(boolean inUse, Throwable cause) {
        super("the job repository could not be opened", cause);
        this.inUse = inUse;
    }

    public boolean isInUse() {
        return inUse;
    }
}
