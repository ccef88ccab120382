package dev.smsconfig.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

/** Tokens and sets of keys as the login server issues them. */
final class TestTokens {

    static final String CLAIMS = "http://schemes.superoffice.net/identity/";
    static final String KEY_ID = "key-1";

    private TestTokens() {}

    /** A valid token, but for what is changed. */
    static String token(String tenant, String ticket, Instant now, Consumer<JWTClaimsSet.Builder> change) {
        return signed(TestKeys.LOGIN, KEY_ID, claims(tenant, ticket, now, change));
    }

    static JWTClaimsSet claims(String tenant, String ticket, Instant now, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("SuperOffice AS")
                .audience("spn:1234567890")
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .claim(CLAIMS + "serial", "1234567890")
                .claim(CLAIMS + "ctx", tenant)
                .claim(CLAIMS + "ticket", ticket);
        change.accept(claims);
        return claims.build();
    }

    static String signed(KeyPair pair, String keyId, JWTClaimsSet claims) {
        return signed(pair, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId), claims);
    }

    static String signed(KeyPair pair, JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims);
            jwt.sign(new RSASSASigner(pair.getPrivate()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwks(KeyPair pair, String keyId) {
        return "{\"keys\":[" + jwk(pair, keyId, "\"use\":\"sig\"") + "]}";
    }

    static String jwk(KeyPair pair, String keyId, String more) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\"," + more + ",\"kid\":\"" + keyId + "\",\"n\":\""
                + base64(key.getModulus().toByteArray()) + "\",\"e\":\""
                + base64(key.getPublicExponent().toByteArray()) + "\"}";
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
