package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.Map;

/**
 * What tenants have given an app.
 *
 * @param systemUserTokens the system user token of each tenant that approved the app
 * @param refreshTokens the refresh token of each tenant in which a user consented
 * @param authorizations what stands between app and tenant; nothing where a tenant is absent
 */
public record AppGrants(
        Map<TenantId, String> systemUserTokens,
        Map<TenantId, String> refreshTokens,
        Map<TenantId, AuthorizeError> authorizations) {

    public AppGrants {
        systemUserTokens = Map.copyOf(systemUserTokens);
        refreshTokens = Map.copyOf(refreshTokens);
        authorizations = Map.copyOf(authorizations);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "AppGrants[***]";
    }
}
