package dev.smsconfig.auth;

import dev.smsconfig.server.Failure;

/** Carries a failure out of the depth of a sign-in; it does not leave this package. */
final class NotSignedInException extends Exception {

    private final Failure failure;

    NotSignedInException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    NotSignedInException(Failure.Kind kind, String message) {
        this(Failure.of(kind, message));
    }

    Failure failure() {
        return failure;
    }

    SignIn.NotSignedIn signIn() {
        return new SignIn.NotSignedIn(failure);
    }
}
