package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges an app's signed system user token for a ticket (SuperOffice documentation, authentication and tenant status). Who does not know the app's secret, its
 * private key and the tenant's token learns nothing else of the tenant.
 */
final class SystemUserLogin {

    private final Apps apps;
    private final TenantDirectory tenants;
    private final IssuedTokens tickets;
    private final Duration clockSkew;
    private final Clock clock;

    SystemUserLogin(Apps apps, TenantDirectory tenants, IssuedTokens tickets, Duration clockSkew, Clock clock) {
        this.apps = apps;
        this.tenants = tenants;
        this.tickets = tickets;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    Result login(String signedToken, String applicationToken, String contextIdentifier) {
        Optional<App> known = apps.withSecret(applicationToken);
        if (known.isEmpty()) {
            return Refused.because("The application token is not one of a registered application.");
        }
        App app = known.get();
        Optional<SignedSystemToken> parsed = SignedSystemToken.parse(signedToken);
        if (parsed.isEmpty()) {
            return Refused.because(
                    AuthorizeError.INVALID_SIGNATURE, "the signed token has the form token.yyyyMMddHHmm.signature");
        }
        if (!TenantId.isValid(contextIdentifier)) {
            return Refused.because("The system user token is not one of this application in this context.");
        }
        TenantId tenant = new TenantId(contextIdentifier);
        Optional<TenantSite> site = tenants.of(tenant);
        String expected = app.grants().systemUserTokens().get(tenant);
        if (expected == null
                || site.isEmpty()
                || !ConstantTime.equal(expected, parsed.get().token())) {
            return Refused.because("The system user token is not one of this application in this context.");
        }
        return refusal(app, tenant, parsed.get(), site.get())
                .<Result>map(refused -> refused)
                .orElseGet(() -> new Ticket(
                        tenant, site.get(), tickets.issue("7T:", new Grant(tenant, app.clientId())), app.fault()));
    }

    private Optional<Refused> refusal(App app, TenantId tenant, SignedSystemToken token, TenantSite site) {
        if (!token.isSignedWith(app.publicKey())) {
            return Optional.of(
                    Refused.because(AuthorizeError.INVALID_SIGNATURE, "the signature is not by the application's key"));
        }
        if (!token.isFresh(clock, clockSkew)) {
            return Optional.of(Refused.because(
                    AuthorizeError.INVALID_TIMESTAMP, "the time is no yyyyMMddHHmm of now in UTC, look at your clock"));
        }
        if (apps.isRevoked(token.token())) {
            return Optional.of(
                    Refused.because(AuthorizeError.REVOKED, "the application's access to the tenant was revoked"));
        }
        AuthorizeError authorization = app.authorizationFor(tenant);
        if (authorization != AuthorizeError.NO_ERROR) {
            return Optional.of(
                    Refused.because(authorization, "the application is not authorized for the tenant any more"));
        }
        return site.isRunning()
                ? Optional.empty()
                : Optional.of(Refused.because("The tenant is not running: " + site.state() + "."));
    }

    /** What came of a login. */
    sealed interface Result permits Ticket, Refused {}

    /** @param ticket good for the tenant */
    record Ticket(TenantId tenant, TenantSite site, String ticket, JwtFault fault) implements Result {

        /** Without the ticket. */
        @Override
        public String toString() {
            return "Ticket[" + tenant + ", ***]";
        }
    }

    /**
     * @param error null where the documented codes have none for it
     * @param message for people; repeats nothing of the request
     */
    record Refused(@Nullable AuthorizeError error, String message) implements Result {

        private static Refused because(String message) {
            return new Refused(null, message);
        }

        private static Refused because(AuthorizeError error, String detail) {
            return new Refused(
                    error, "Authorization error: " + error.wireName() + " (" + error.code() + "): " + detail + ".");
        }
    }
}
