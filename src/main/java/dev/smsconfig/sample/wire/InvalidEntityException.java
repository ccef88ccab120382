package dev.smsconfig.sample.wire;

/** A text that is not one entity. The message names the fault and its place, and never repeats the text. */
public final class InvalidEntityException extends Exception {

    private final String detail;

    public InvalidEntityException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What is wrong and where, for the {@code MessageDetail} of an answer. */
    public String detail() {
        return detail;
    }
}
