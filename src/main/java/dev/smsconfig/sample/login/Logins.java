package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The login host and the door of every tenant's WebAPI, put together. Thread-safe. */
public final class Logins {

    private final Apps apps;
    private final IssuedTokens tickets;
    private final IssuedTokens accessTokens;
    private final ApiAccess access;
    private final LoginSite site;

    /** @param tenants asked anew at each request */
    public Logins(LoginSettings settings, TenantDirectory tenants, Clock clock) {
        Lifetimes lifetimes = settings.lifetimes();
        this.apps = settings.apps();
        this.tickets = IssuedTokens.sliding(lifetimes.ticket(), clock);
        this.accessTokens = IssuedTokens.fixed(lifetimes.accessToken(), clock);
        settings.known().tickets().forEach((ticket, tenant) -> tickets.add(ticket, new Grant(tenant, null)));
        settings.known().accessTokens().forEach((token, tenant) -> accessTokens.add(token, new Grant(tenant, null)));
        Sessions sessions = new Sessions(lifetimes.session(), clock);
        this.access = new ApiAccess(
                settings.accounts(), apps, tenants, new ApiAccess.Issued(tickets, accessTokens, sessions));
        TenantLinks links = new TenantLinks(settings.discovery().host());
        SigningKeys keys = new SigningKeys();
        JwtIssuer jwts = new JwtIssuer(keys, links, lifetimes.jwt(), clock);
        this.site = new LoginSite(
                new StatePage(tenants, links, settings.discovery().validFor(), clock),
                new SystemUserPage(new SystemUserLogin(apps, tenants, tickets, lifetimes.clockSkew(), clock), jwts),
                new OAuthPage(apps, tenants, accessTokens, lifetimes.accessToken(), jwts),
                new SessionPages(access, tenants, sessions),
                keys);
    }

    /**
     * The page at the request's path.
     *
     * @param counted gets the page's name: {@code state}, {@code Authenticate}, {@code tokens}, {@code jwks}, {@code
     *     openid-configuration}, {@code session} or {@code logout}
     * @return empty where there is none; then it is for the WebAPI
     */
    public Optional<SiteReply> page(SiteRequest request, Consumer<String> counted) {
        return site.answer(request, counted);
    }

    /**
     * Whether a request for a tenant's WebAPI is let in; the answer for those that are not is 401.
     *
     * @param headers the first value of a header by its name, null where there is none
     * @param tenant whose API it is, whether it exists or not; null for a path that names none
     */
    public boolean admit(Function<String, @Nullable String> headers, @Nullable TenantId tenant) {
        return access.grant(Presented.in(headers), tenant).isPresent();
    }

    /** The {@code WWW-Authenticate} of every 401: all the schemes there are. */
    public static String challenges() {
        return SessionPages.CHALLENGES;
    }

    /**
     * Takes back a ticket, an access token, a system user token or a refresh token.
     *
     * @return whether it was good until now
     */
    public boolean revoke(String token) {
        boolean wasIssued = tickets.revoke(token) | accessTokens.revoke(token);
        boolean wasGranted = apps.knows(token) && !apps.isRevoked(token);
        if (wasGranted) {
            apps.revoke(token);
        }
        return wasIssued || wasGranted;
    }

    /** Ends every ticket and access token of {@code tenant}, those of scenario files too. */
    public void revokeTickets(TenantId tenant) {
        tickets.revokeAll(tenant);
        accessTokens.revokeAll(tenant);
    }
}
