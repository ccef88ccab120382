package dev.smsconfig.state;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The half of a {@link SealKey} that everybody may have. Safe for use by several threads. */
public final class SealPublicKey {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final int SHOWN = 8;

    private final PublicKey key;

    SealPublicKey(PublicKey key) {
        this.key = key;
    }

    /**
     * @param pem an Ed25519 key as {@code openssl pkey -pubout} writes it
     * @throws IllegalArgumentException where it is something else
     */
    public static SealPublicKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (matcher.matches()) {
            try {
                return decode(Base64.getMimeDecoder().decode(matcher.group(1)));
            } catch (IllegalArgumentException e) {
                // below
            }
        }
        throw new IllegalArgumentException("no public Ed25519 key in PEM; see 'openssl pkey -pubout'");
    }

    /**
     * @param encoded a SubjectPublicKeyInfo (RFC 8410) in DER
     * @throws IllegalArgumentException where it is something else
     */
    public static SealPublicKey decode(byte[] encoded) {
        try {
            return new SealPublicKey(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public Ed25519 key", e);
        }
    }

    /** A SubjectPublicKeyInfo (RFC 8410) in DER. */
    public byte[] encoded() {
        return key.getEncoded();
    }

    /** The same in PEM, with a line end at its end. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(encoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Tells keys apart: the first 8 hexadecimal digits of the SHA-256 of {@link #encoded()}. It proves nothing. */
    public String id() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded()))
                    .substring(0, SHOWN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @param signature 64 bytes as {@link SealKey#sign} makes them; anything else is none
     * @return whether the key's owner signed exactly these bytes
     */
    public boolean verify(byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealPublicKey that && Arrays.equals(encoded(), that.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    @Override
    public String toString() {
        return "SealPublicKey(" + id() + ")";
    }
}
