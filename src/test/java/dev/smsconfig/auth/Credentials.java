package dev.smsconfig.auth;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;

/** Credentials for tests. */
final class Credentials {

    private static final String VARIABLE = "TOKEN_";

    private Credentials() {}

    /** One that is the prefix and the tenant's id; the tenant {@code T3} has none. */
    static Credential perTenant(String prefix) {
        try {
            return Credential.of(SecretReference.parse("ref+env://" + VARIABLE + "{tenant}"), reference -> {
                if (reference.path().equals(VARIABLE + "T3")) {
                    throw new SecretUnavailableException(reference.text() + " does not resolve: set it");
                }
                return new Secret(prefix + reference.path().substring(VARIABLE.length()));
            });
        } catch (SecretUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }
}
