package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure;

/** A body that holds no SmsConfig. Its message says what it looks like and repeats nothing of it. */
final class UnreadableAnswerException extends Exception {

    private final Failure.Kind kind;
    private final String what;

    UnreadableAnswerException(Failure.Kind kind, String what) {
        super(what);
        this.kind = kind;
        this.what = what;
    }

    Failure.Kind kind() {
        return kind;
    }

    String what() {
        return what;
    }
}
