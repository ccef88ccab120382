package dev.smsconfig.auth;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/** A ticket of SuperOffice that somebody else got, in each request, as it is. It can't be renewed here. */
public final class SoTicketAuthentication implements Authentication {

    private final Credential ticket;
    private final TokenHeaders headers;

    /** @param appToken the client secret of the application, which SuperOffice Online wants too, or null */
    public SoTicketAuthentication(Credential ticket, @Nullable Credential appToken) {
        this.ticket = ticket;
        this.headers = new TokenHeaders("SOTicket", appToken);
    }

    @Override
    public SignIn signIn(TenantId tenant) {
        try {
            return headers.of(tenant, ticket.clear(tenant));
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
        return !ticket.isPerTenant();
    }
}
