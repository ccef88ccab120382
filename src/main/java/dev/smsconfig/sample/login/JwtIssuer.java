package dev.smsconfig.sample.login;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The JWTs of the login host (SuperOffice documentation, authentication and tenant status; claim names of SuperOffice's ClaimNames). */
final class JwtIssuer {

    private static final String CLAIM = "http://schemes.superoffice.net/identity/";
    private static final String ISSUER = "SuperOffice AS";

    private final SigningKeys keys;
    private final TenantLinks links;
    private final Duration lifetime;
    private final Clock clock;

    JwtIssuer(SigningKeys keys, TenantLinks links, Duration lifetime, Clock clock) {
        this.keys = keys;
        this.links = links;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The answer to a system user login: carries {@code ticket}, for whom {@code spn:{serial}} stands as the audience. */
    String systemUser(TenantId tenant, TenantSite site, String ticket, JwtFault fault, int port) {
        String serial = TenantLinks.serial(tenant);
        JWTClaimsSet.Builder claims = claims(tenant, site, fault, port)
                .issuer(fault == JwtFault.WRONG_ISSUER ? "Somebody Else AS" : ISSUER)
                .audience("spn:" + (fault == JwtFault.WRONG_AUDIENCE ? "0000000000" : serial))
                .claim(CLAIM + "ticket", ticket);
        return keys.sign(claims.build(), fault);
    }

    /** The {@code id_token} beside an access token: its audience is the app. */
    String identity(TenantId tenant, TenantSite site, App app, int port) {
        JwtFault fault = app.fault();
        JWTClaimsSet.Builder claims = claims(tenant, site, fault, port)
                .issuer(fault == JwtFault.WRONG_ISSUER ? "http://issuer.invalid" : TenantLinks.own(port))
                .audience(fault == JwtFault.WRONG_AUDIENCE ? "another-app" : app.clientId());
        return keys.sign(claims.build(), fault);
    }

    private JWTClaimsSet.Builder claims(TenantId tenant, TenantSite site, JwtFault fault, int port) {
        Instant issued = fault == JwtFault.EXPIRED
                ? clock.instant().minus(lifetime).minus(Duration.ofHours(1))
                : clock.instant();
        String endpoint = links.endpoint(tenant, site, port);
        String upn = "system.user@" + tenant;
        return new JWTClaimsSet.Builder()
                .subject(upn)
                .issueTime(Date.from(issued))
                .notBeforeTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(lifetime)))
                .claim(CLAIM + "upn", upn)
                .claim(CLAIM + "ctx", fault == JwtFault.OTHER_TENANT ? tenant + "-other" : tenant.value())
                .claim(CLAIM + "serial", TenantLinks.serial(tenant))
                .claim(CLAIM + "company_name", "Sample " + tenant)
                .claim(CLAIM + "identityprovider", "superid-sample")
                .claim(CLAIM + "is_administrator", "False")
                .claim(CLAIM + "netserver_url", endpoint + "/Remote/Services88/")
                .claim(CLAIM + "webapi_url", endpoint + "/api/");
    }
}
