package dev.smsconfig.sample.wire;

/** A body whose Content-Type nothing here reads; the message never repeats the header. */
public final class UnsupportedContentTypeException extends Exception {

    UnsupportedContentTypeException(String message) {
        super(message, null, false, false);
    }
}
