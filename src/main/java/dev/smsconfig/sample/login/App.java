package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.security.interfaces.RSAPublicKey;

/**
 * An app that may log in.
 *
 * @param publicKey its half of the pair that the Developer Portal issues; the app signs with the other
 * @param fault what is wrong with the JWTs it gets
 */
public record App(AppRegistration registration, RSAPublicKey publicKey, AppGrants grants, JwtFault fault) {

    public String clientId() {
        return registration.clientId();
    }

    /** What stands between this app and {@code tenant} since the start. */
    AuthorizeError authorizationFor(TenantId tenant) {
        return grants.authorizations().getOrDefault(tenant, AuthorizeError.NO_ERROR);
    }
}
