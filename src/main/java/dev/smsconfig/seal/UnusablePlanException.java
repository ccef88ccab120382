package dev.smsconfig.seal;

/** A plan file that must not be applied. Its message goes on from "the plan FILE can't be used: " and quotes nothing of it. */
public final class UnusablePlanException extends Exception {

    UnusablePlanException(String message) {
        super(message);
    }
}
