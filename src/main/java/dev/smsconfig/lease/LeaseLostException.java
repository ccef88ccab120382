package dev.smsconfig.lease;

/** A run's lease is no longer its own, or can't be relied on: the run ends, and nothing more is sent or recorded. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException() {
        super("the lease was lost");
    }
}
