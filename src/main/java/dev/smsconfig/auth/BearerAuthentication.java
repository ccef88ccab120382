package dev.smsconfig.auth;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/** An access token that somebody else got (RFC 6750), in each request. It can't be renewed here. */
public final class BearerAuthentication implements Authentication {

    private final Credential token;
    private final TokenHeaders headers;

    /** @param appToken the client secret of the application, which SuperOffice Online wants too, or null */
    public BearerAuthentication(Credential token, @Nullable Credential appToken) {
        this.token = token;
        this.headers = new TokenHeaders("Bearer", appToken);
    }

    @Override
    public SignIn signIn(TenantId tenant) {
        try {
            return headers.of(tenant, token.clear(tenant));
        } catch (NotSignedInException e) {
            return e.signIn();
        }
    }

    @Override
    public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
        return false;
    }

    @Override
    public boolean isShared() {
        return !token.isPerTenant();
    }
}
