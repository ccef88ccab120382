package dev.smsconfig.git;

import java.io.IOException;

/** Nothing can or should be added to a branch; the message says why. */
public final class BranchUnusableException extends IOException {

    BranchUnusableException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
