package dev.smsconfig.sample.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs the login's JWTs, and one that nobody knows. Both are made at their first use, because making one
 * takes longer than starting the server; they live as long as the server, so a restart is a change of keys.
 */
final class SigningKeys {

    private static final int BITS = 2048;

    private @Nullable RSAKey published;
    private @Nullable RSAKey unknown;

    /** The public half, as {@code /login/.well-known/jwks} gives it. */
    String jwks() {
        return new JWKSet(published().toPublicJWK()).toString();
    }

    /** {@code claims} as a compact JWT, with the fault that {@code fault} makes in the signature, if it makes one there. */
    String sign(JWTClaimsSet claims, JwtFault fault) {
        return switch (fault) {
            case UNSIGNED -> new PlainJWT(claims).serialize();
            case UNKNOWN_KEY -> signed(claims, unknown(), unknown().getKeyID());
            case BAD_SIGNATURE -> signed(claims, unknown(), published().getKeyID());
            default -> signed(claims, published(), published().getKeyID());
        };
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, String keyId) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key of our own does not sign", e);
        }
        return jwt.serialize();
    }

    private synchronized RSAKey published() {
        RSAKey key = published;
        if (key == null) {
            key = generate();
            published = key;
        }
        return key;
    }

    private synchronized RSAKey unknown() {
        RSAKey key = unknown;
        if (key == null) {
            key = generate();
            unknown = key;
        }
        return key;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }
}
