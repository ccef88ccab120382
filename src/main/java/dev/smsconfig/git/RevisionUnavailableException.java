package dev.smsconfig.git;

/** A revision that somebody asked for can't be read. The message says why and what to do. */
public final class RevisionUnavailableException extends Exception {

    RevisionUnavailableException(String message) {
        super(message);
    }
}
