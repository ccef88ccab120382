package dev.smsconfig.sample;

/** A text that is not one SmsConfig. The message names the fault and its place, and never repeats the text. */
final class InvalidEntityException extends Exception {

    private final String detail;

    InvalidEntityException(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
