package dev.smsconfig.sample.wire;

/** A value that the chosen form cannot express: a control character in XML. The message does not repeat it. */
public final class UnwritableException extends Exception {

    UnwritableException() {
        super("A value has a control character, which XML cannot express; ask for JSON.", null, false, false);
    }
}
