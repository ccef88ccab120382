package dev.smsconfig.auth;

/** A private key that cannot be used. Its message says what is wrong and what to do, and holds nothing of the key. */
public final class UnusableKeyException extends Exception {

    private final String message;

    /** Without a cause: the messages of parsers quote what they read. */
    UnusableKeyException(String message) {
        super(message);
        this.message = message;
    }

    public String message() {
        return message;
    }
}
