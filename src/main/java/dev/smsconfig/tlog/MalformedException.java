package dev.smsconfig.tlog;

/** A text is no note, checkpoint, key or proof. The message says what is wrong and repeats nothing of the text. */
public final class MalformedException extends Exception {

    public MalformedException(String message) {
        super(message);
    }
}
