package dev.smsconfig.evidence;

/** There is nothing to show, or what there is can't be vouched for. */
public final class NoEvidenceException extends RuntimeException {

    private final String reason;

    public NoEvidenceException(String reason) {
        super(reason);
        this.reason = reason;
    }

    static NoEvidenceException damaged(String what) {
        return new NoEvidenceException(what + ", so nothing was written; see 'smsconfig audit verify'");
    }

    /** Why, in words that may be shown, with what to do next. */
    public String reason() {
        return reason;
    }
}
