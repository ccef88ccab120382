package dev.smsconfig.git;

/** A file of allowed signers has a fault. The message names the line and what to write; it repeats nothing of it. */
final class SignersMalformedException extends Exception {

    SignersMalformedException(int line, String fault) {
        super("line " + line + ": " + fault);
    }
}
