package dev.smsconfig.auth;

import dev.smsconfig.server.Failure;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;

/**
 * One part of what a caller proves itself with: the same for all tenants, or one for each, where its reference names the
 * tenant ({@code ref+file:///run/secrets/{tenant}/ticket}).
 */
public final class Credential {

    private final Value value;
    private final SecretSource secrets;

    private Credential(Value value, SecretSource secrets) {
        this.value = value;
        this.secrets = secrets;
    }

    /**
     * A reference that is the same for all tenants is resolved here, once.
     *
     * @param value a text, a secret, or a reference to one
     * @throws SecretUnavailableException where such a reference does not resolve
     * @throws IllegalArgumentException where the value is masked, which is a bug of the caller
     */
    public static Credential of(Value value, SecretSource secrets) throws SecretUnavailableException {
        if (value instanceof SecretReference reference) {
            return new Credential(reference.isPerTenant() ? reference : secrets.resolve(reference), secrets);
        }
        if (value instanceof Value.Text text) {
            return new Credential(new Secret(text.text()), secrets);
        }
        if (value instanceof Secret) {
            return new Credential(value, secrets);
        }
        throw new IllegalArgumentException("a credential can't be masked");
    }

    /** One that is given as it is and the same for all tenants. */
    public static Credential of(Secret secret) {
        return new Credential(secret, reference -> secret);
    }

    /**
     * What to use for the tenant; resolved anew each time where it differs by tenant.
     *
     * @throws SecretUnavailableException where the tenant's reference does not resolve
     */
    public Secret of(TenantId tenant) throws SecretUnavailableException {
        return value instanceof SecretReference reference ? secrets.resolve(reference.of(tenant)) : (Secret) value;
    }

    /**
     * As {@link #of(TenantId)}, in the clear: to be put on the wire at once and not kept.
     *
     * @throws NotSignedInException where the tenant's reference does not resolve
     */
    String clear(TenantId tenant) throws NotSignedInException {
        try {
            return clear(of(tenant));
        } catch (SecretUnavailableException e) {
            throw new NotSignedInException(Failure.Kind.NOT_SIGNED_IN, "the credential: " + e.message());
        }
    }

    /** The only way to a clear text in this package. */
    static String clear(Secret secret) {
        return secret.expose();
    }

    public boolean isPerTenant() {
        return value instanceof SecretReference;
    }

    @Override
    public String toString() {
        return "Credential(***)";
    }
}
