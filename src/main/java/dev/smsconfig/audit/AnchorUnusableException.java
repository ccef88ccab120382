package dev.smsconfig.audit;

import java.io.IOException;

/** Checkpoints can't be kept there; the message says why, and what to do. */
public final class AnchorUnusableException extends IOException {

    public AnchorUnusableException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
