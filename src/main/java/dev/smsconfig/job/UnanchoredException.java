package dev.smsconfig.job;

/** A run must not save, since nothing outside of the repository would vouch for what it records. */
final class UnanchoredException extends RuntimeException {

    private final String reason;

    /** @param reason what to tell people */
    UnanchoredException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
