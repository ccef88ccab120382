package dev.smsconfig.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Takes the ticket out of a JWT of the login server, once everything that makes it this server's, for this application
 * and this tenant, is checked. RS256 only: with any other algorithm the sender could choose how it is checked.
 */
final class IdentityTokens {

    private static final String CLAIMS = "http://schemes.superoffice.net/identity/";
    private static final String ISSUER = "SuperOffice AS";
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private final LoginServer login;
    private final LoginKeys keys;
    private final Clock clock;

    IdentityTokens(LoginServer login, Clock clock) {
        this.login = login;
        this.keys = new LoginKeys(login, clock);
        this.clock = clock;
    }

    /** @throws NotSignedInException where the token is not valid for the tenant, or the keys can't be got */
    Secret ticket(String token, TenantId tenant) throws NotSignedInException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            checkSignature(jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkTime(claims);
            checkParties(claims, tenant);
            String ticket = text(claims, "ticket");
            if (!TokenHeaders.isToken(ticket)) {
                throw login.unexpected("a token without a ticket that a header can carry");
            }
            return new Secret(ticket);
        } catch (ParseException e) {
            // without the cause: it quotes what it read
            throw login.unexpected("a token that is no signed JWT");
        }
    }

    private void checkSignature(SignedJWT jwt) throws NotSignedInException {
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            throw login.unexpected("a token that is signed in another way than RS256");
        }
        try {
            for (RSAKey key : keys.of(jwt.getHeader())) {
                if (jwt.verify(new RSASSAVerifier(key))) {
                    return;
                }
            }
        } catch (JOSEException e) {
            // a key that can't check it did not sign it
        }
        throw login.unexpected("a token that none of its published keys has signed");
    }

    private void checkTime(JWTClaimsSet claims) throws NotSignedInException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw login.unexpected("a token that never expires");
        }
        if (!now.isBefore(expires.toInstant().plus(LEEWAY))) {
            throw login.unexpected("a token that has expired; set the clock of this machine");
        }
        Date begins = claims.getNotBeforeTime();
        if (begins != null && now.isBefore(begins.toInstant().minus(LEEWAY))) {
            throw login.unexpected("a token that is not valid yet; set the clock of this machine");
        }
    }

    private void checkParties(JWTClaimsSet claims, TenantId tenant) throws NotSignedInException {
        if (!ISSUER.equals(claims.getIssuer())) {
            throw login.unexpected("a token of another issuer than " + ISSUER);
        }
        String serial = text(claims, "serial");
        if (serial.isEmpty() || !claims.getAudience().contains("spn:" + serial)) {
            throw login.unexpected("a token for another audience");
        }
        // its ticket would change the other tenant
        if (!tenant.value().equals(text(claims, "ctx"))) {
            throw login.unexpected("a token for another tenant; check the tenant's id and its system user token");
        }
    }

    private static String text(JWTClaimsSet claims, String name) {
        Object claim = claims.getClaim(CLAIMS + name);
        return claim instanceof String || claim instanceof Number ? String.valueOf(claim) : "";
    }
}
