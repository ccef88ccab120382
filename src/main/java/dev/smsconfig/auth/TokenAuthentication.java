package dev.smsconfig.auth;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/** A ticket or an access token that somebody else got, in each request, as it is. It can't be renewed here. */
public final class TokenAuthentication implements Authentication {

    private final Credential token;
    private final TokenHeaders headers;

    private TokenAuthentication(Credential token, TokenHeaders headers) {
        this.token = token;
        this.headers = headers;
    }

    /** @param appToken the client secret of the application, which SuperOffice Online wants too, or null */
    public static TokenAuthentication soTicket(Credential ticket, @Nullable Credential appToken) {
        return new TokenAuthentication(ticket, new TokenHeaders("SOTicket", appToken));
    }

    /**
     * An access token (RFC 6750).
     *
     * @param appToken the client secret of the application, which SuperOffice Online wants too, or null
     */
    public static TokenAuthentication bearer(Credential token, @Nullable Credential appToken) {
        return new TokenAuthentication(token, new TokenHeaders("Bearer", appToken));
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
