package dev.smsconfig.sample;

import dev.smsconfig.sample.login.Logins;
import dev.smsconfig.state.TenantId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to a server's tenants and logins while it runs, for tests of what a client makes of it. Thread-safe. */
public final class ServerControls {

    private final TenantProfiles profiles;
    private final Logins logins;

    ServerControls(TenantProfiles profiles, Logins logins) {
        this.profiles = profiles;
        this.logins = logins;
    }

    /**
     * Takes back a ticket, an access token, a system user token or a refresh token.
     *
     * @return whether it was good until now
     */
    public boolean revoke(String token) {
        return logins.revoke(token);
    }

    /** Ends every ticket and access token of {@code tenant}: the next request with one gets 401. */
    public void revokeTickets(TenantId tenant) {
        logins.revokeTickets(tenant);
    }

    /**
     * Moves a tenant: the tenant directory gives the new address from now on, and requests at any other name get 421.
     *
     * @param host without a port, for example {@code localhost}; null for any name
     * @throws IllegalArgumentException where there is no such tenant
     */
    public void move(TenantId tenant, @Nullable String host) {
        change(tenant, profile -> profile.at(host));
    }

    /**
     * Puts a tenant into another state.
     *
     * @param state as the state API spells it, for example {@code Suspended}
     * @throws IllegalArgumentException where there is no such tenant or state
     */
    public void setState(TenantId tenant, String state) {
        TenantState named = TenantState.named(state);
        change(tenant, profile -> profile.in(named));
    }

    private void change(TenantId tenant, UnaryOperator<TenantProfile> change) {
        if (!profiles.change(tenant, change)) {
            throw new IllegalArgumentException("no such tenant");
        }
    }
}
