package dev.smsconfig.auth;

import dev.smsconfig.state.TenantId;

/** Proves to the servers of an environment's tenants who is calling. Implementations are safe for several threads. */
public interface Authentication {

    /**
     * The headers of a request for the tenant; may ask a login server first. Never throws for anything a network, a
     * server or a secret store does.
     */
    SignIn signIn(TenantId tenant);

    /**
     * Called after a 401 to {@code refused}: forgets what was kept of it.
     *
     * @return whether signing in anew can give other headers, so that asking once more makes sense
     */
    boolean renew(TenantId tenant, SignIn.SignedIn refused);

    /** Whether one credential serves all tenants, so that a refusal of it concerns them all. */
    boolean isShared();
}
