package dev.smsconfig.audit;

/**
 * The trail is not the one that was signed before, so that signing it would vouch for two histories. The reason may be
 * shown.
 */
public final class DiscontinuityException extends RuntimeException {

    private final String reason;

    public DiscontinuityException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
