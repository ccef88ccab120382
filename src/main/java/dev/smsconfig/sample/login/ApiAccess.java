package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a tenant's WebAPI (SaveSmsConfig.md, request headers; SuperOffice documentation, authentication and tenant status): Basic onsite, tickets and
 * access tokens for the tenant they were issued for, or a browser's session with its XSRF token. Tenants online want the
 * secret of an app in {@code SO-AppToken} besides, and of the same app where the ticket was issued to one.
 */
final class ApiAccess {

    private final List<Account> accounts;
    private final Apps apps;
    private final TenantDirectory tenants;
    private final Issued issued;

    ApiAccess(List<Account> accounts, Apps apps, TenantDirectory tenants, Issued issued) {
        this.accounts = List.copyOf(accounts);
        this.apps = apps;
        this.tenants = tenants;
        this.issued = issued;
    }

    /** What is good at the moment, of each kind. */
    record Issued(IssuedTokens tickets, IssuedTokens accessTokens, Sessions sessions) {}

    /**
     * @param tenant whose API is asked, whether it exists or not; null for a path that names none
     * @return what the request may use; empty for 401
     */
    Optional<Grant> grant(Presented presented, @Nullable TenantId tenant) {
        boolean isOnline =
                tenant != null && tenants.of(tenant).map(TenantSite::isOnline).orElse(false);
        return who(presented, tenant, isOnline)
                .filter(grant -> grant.tenant() == null || grant.tenant().equals(tenant))
                .filter(grant -> !isOnline || hasAppToken(presented, grant));
    }

    private Optional<Grant> who(Presented presented, @Nullable TenantId tenant, boolean isOnline) {
        if (presented.authorization() == null) {
            return session(presented);
        }
        String ticket = presented.credential("SOTicket");
        if (ticket != null) {
            return issued.tickets().use(ticket);
        }
        String accessToken = presented.credential("Bearer");
        if (accessToken != null) {
            return issued.accessTokens().use(accessToken);
        }
        String basic = presented.credential("Basic");
        return basic != null && !isOnline && matchesAnAccount(basic, tenant)
                ? Optional.of(new Grant(tenant, null))
                : Optional.empty();
    }

    /** The token may come from the hidden field of the page instead of the cookie; then there need be no cookie. */
    private Optional<Grant> session(Presented presented) {
        String token = presented.xsrfToken();
        String id = presented.cookies().get(Presented.SESSION_COOKIE);
        if (token == null || id == null) {
            return Optional.empty();
        }
        String cookie = presented.cookies().getOrDefault(Presented.XSRF_COOKIE, token);
        return ConstantTime.equal(cookie, token) ? issued.sessions().use(id, token) : Optional.empty();
    }

    private boolean matchesAnAccount(String base64, @Nullable TenantId tenant) {
        byte[] userAndPassword;
        try {
            userAndPassword = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean matches = false;
        for (Account account : accounts) {
            matches |= account.matches(userAndPassword, tenant);
        }
        return matches;
    }

    private boolean hasAppToken(Presented presented, Grant grant) {
        String token = presented.appToken();
        return token != null
                && apps.withSecret(token)
                        .filter(app ->
                                grant.clientId() == null || app.clientId().equals(grant.clientId()))
                        .isPresent();
    }
}
