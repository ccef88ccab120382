package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;

/** Makes the exceptions of this package, so that they all name the reference and nothing that was read. */
final class Unresolved {

    private Unresolved() {}

    /** @param cause one line of ours, with what to do next */
    static SecretUnavailableException because(SecretReference reference, String cause) {
        return new SecretUnavailableException(reference.text() + " does not resolve: " + cause);
    }
}
