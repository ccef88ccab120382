package dev.smsconfig.evidence;

/** There is nothing to show, or what there is can't be vouched for. The message may be shown and ends with what to do. */
public final class NoEvidenceException extends RuntimeException {

    public NoEvidenceException(String message) {
        super(message);
    }

    static NoEvidenceException damaged(String what) {
        return new NoEvidenceException(what + ", so nothing was written; see 'smsconfig audit verify'");
    }
}
