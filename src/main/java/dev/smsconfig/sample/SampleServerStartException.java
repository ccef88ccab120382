package dev.smsconfig.sample;

/** The server cannot start. The message says why and what to do, and can be shown as it is; it holds no secret. */
public final class SampleServerStartException extends Exception {

    SampleServerStartException(String message) {
        super(message);
    }

    SampleServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
