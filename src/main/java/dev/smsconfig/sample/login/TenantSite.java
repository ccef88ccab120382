package dev.smsconfig.sample.login;

import org.jspecify.annotations.Nullable;

/**
 * What the login host knows of one tenant, at this moment.
 *
 * @param isOnline whether it is hosted by SuperOffice
 * @param state as the state API spells it, for example {@code Running}
 * @param isRunning whether its API answers
 * @param version of its NetServer
 * @param host the name under which its API is served, without a port; null for the server's own
 */
public record TenantSite(
        boolean isOnline,
        String state,
        boolean isRunning,
        String version,
        @Nullable String host) {}
