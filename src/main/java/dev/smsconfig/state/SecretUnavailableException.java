package dev.smsconfig.state;

/** A reference that did not resolve. Its message names the reference and the cause and holds nothing that was read. */
public final class SecretUnavailableException extends Exception {

    private final String message;

    public SecretUnavailableException(String message) {
        super(message);
        this.message = message;
    }

    public String message() {
        return message;
    }
}
