package dev.smsconfig.auth;

import dev.smsconfig.state.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The RSA key that an application proves itself with to the login server. Safe for use by several threads. */
public final class SigningKey {

    private static final int MIN_BITS = 2048;
    private static final String ALGORITHM = "SHA256withRSA";

    private final RSAPrivateCrtKey key;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /**
     * Reads the key as the Developer Portal gives it, RSA XML ({@code <RSAKeyValue>}), or as PEM, PKCS#8 or PKCS#1, not
     * encrypted. Line ends, blank lines and a byte order mark make no difference.
     *
     * @throws UnusableKeyException where it is no such key, shorter than {@value #MIN_BITS} bits, or its parts do not
     *     belong together
     */
    public static SigningKey parse(Secret text) throws UnusableKeyException {
        String clear = Credential.clear(text).replace("\uFEFF", "").strip();
        RSAPrivateCrtKey key;
        if (clear.isEmpty()) {
            throw new UnusableKeyException("the private key is empty; store the key from the Developer Portal");
        } else if (clear.startsWith("<")) {
            key = RsaXml.parse(clear);
        } else if (clear.contains("-----BEGIN")) {
            key = RsaPem.parse(clear);
        } else {
            throw new UnusableKeyException(
                    "the private key is neither PEM nor RSA XML; store the file that the Developer"
                            + " Portal gave, whole, from its first line to its last");
        }
        check(key);
        return new SigningKey(key);
    }

    /** The signature in base64, by PKCS#1 v1.5 with SHA-256 over the text in UTF-8. */
    String sign(String text) {
        try {
            return Base64.getEncoder().encodeToString(signature(key, text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked does not sign");
        }
    }

    private static void check(RSAPrivateCrtKey key) throws UnusableKeyException {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw new UnusableKeyException(
                    "the private key has " + bits + " bits, which is too short to be safe; get one" + " with at least "
                            + MIN_BITS + " bits from the Developer Portal");
        }
        try {
            String probe = "smsconfig";
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey(key));
            verifier.update(probe.getBytes(StandardCharsets.UTF_8));
            if (verifier.verify(signature(key, probe)) && hasItsExponent(key)) {
                return;
            }
        } catch (GeneralSecurityException | ArithmeticException e) {
            // without the cause, as below: the parts do not fit each other
        }
        throw new UnusableKeyException(
                "the parts of the private key do not belong together; store the key from the Developer Portal anew");
    }

    /** Signing uses the prime factors only, so that it does not show whether the private exponent is theirs. */
    private static boolean hasItsExponent(RSAPrivateCrtKey key) {
        BigInteger probe = BigInteger.TWO;
        return probe.modPow(key.getPublicExponent(), key.getModulus())
                .modPow(key.getPrivateExponent(), key.getModulus())
                .equals(probe);
    }

    private static PublicKey publicKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }

    private static byte[] signature(RSAPrivateCrtKey key, String text) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key);
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return signer.sign();
    }

    @Override
    public String toString() {
        return "SigningKey(***)";
    }
}
