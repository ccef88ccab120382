package dev.smsconfig.sample.login;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA keys as text: PEM, and the XML in which the Developer Portal issues them (SuperOffice documentation, authentication and tenant status). */
public final class RsaKeyText {

    private RsaKeyText() {}

    /**
     * @param pem a SubjectPublicKeyInfo between {@code BEGIN PUBLIC KEY} and {@code END PUBLIC KEY}
     * @throws IllegalArgumentException where it is none; the message does not repeat it
     */
    public static RSAPublicKey publicKey(String pem) {
        try {
            PublicKey key = rsa().generatePublic(new X509EncodedKeySpec(decoded(pem, "PUBLIC KEY")));
            return (RSAPublicKey) key;
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("no RSA public key");
        }
    }

    /**
     * @param pem PKCS#8 between {@code BEGIN PRIVATE KEY} and {@code END PRIVATE KEY}
     * @throws IllegalArgumentException where it is none; the message does not repeat it
     */
    public static RSAPrivateCrtKey privateKey(String pem) {
        try {
            PrivateKey key = rsa().generatePrivate(new PKCS8EncodedKeySpec(decoded(pem, "PRIVATE KEY")));
            if (key instanceof RSAPrivateCrtKey complete) {
                return complete;
            }
            throw new IllegalArgumentException("an RSA private key without its primes");
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("no RSA private key");
        }
    }

    /** The public half of {@code key}. */
    public static RSAPublicKey publicKey(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) rsa().generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException("the public half of a private key is no key", e);
        }
    }

    /** {@code key} as PKCS#8 in PEM, with a newline at the end. */
    public static String pem(RSAPrivateCrtKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** {@code key} as .NET's {@code RSAKeyValue}, whose numbers have the length of the modulus or half of it. */
    public static String xml(RSAPrivateCrtKey key) {
        int length = (key.getModulus().bitLength() + 7) / 8;
        int half = (length + 1) / 2;
        return "<RSAKeyValue>"
                + element("Modulus", key.getModulus(), length)
                + element(
                        "Exponent",
                        key.getPublicExponent(),
                        (key.getPublicExponent().bitLength() + 7) / 8)
                + element("P", key.getPrimeP(), half)
                + element("Q", key.getPrimeQ(), half)
                + element("DP", key.getPrimeExponentP(), half)
                + element("DQ", key.getPrimeExponentQ(), half)
                + element("InverseQ", key.getCrtCoefficient(), half)
                + element("D", key.getPrivateExponent(), length)
                + "</RSAKeyValue>\n";
    }

    private static String element(String name, BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        int excess = Math.max(0, signed.length - length); // a leading zero, where the first bit is set
        byte[] fixed = new byte[length];
        System.arraycopy(signed, excess, fixed, length - (signed.length - excess), signed.length - excess);
        return "<" + name + ">" + Base64.getEncoder().encodeToString(fixed) + "</" + name + ">";
    }

    private static byte[] decoded(String pem, String type) {
        String text = pem.strip();
        String begin = "-----BEGIN " + type + "-----";
        String end = "-----END " + type + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException("no PEM of the type " + type);
        }
        byte[] base64 =
                text.substring(begin.length(), text.length() - end.length()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(base64);
    }

    private static KeyFactory rsa() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows RSA", e);
        }
    }
}
