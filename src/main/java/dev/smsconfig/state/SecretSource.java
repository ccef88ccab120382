package dev.smsconfig.state;

/** Turns a reference into the secret it names. */
@FunctionalInterface
public interface SecretSource {

    /** @throws SecretUnavailableException where there is no such secret, or it can't be read, or it is empty */
    Secret resolve(SecretReference reference) throws SecretUnavailableException;

    /** The same secrets, read for something else: whoever keeps account of them writes that down. */
    default SecretSource meantFor(SecretPurpose purpose) {
        return this;
    }

    /**
     * The secret of one tenant.
     *
     * @param reference as it is written in a layer, so perhaps one for every tenant
     * @throws SecretUnavailableException as above
     */
    default Secret resolve(TenantId tenant, SecretReference reference) throws SecretUnavailableException {
        return resolve(reference.of(tenant));
    }
}
