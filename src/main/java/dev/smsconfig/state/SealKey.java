package dev.smsconfig.state;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key (RFC 8032) with which an installation seals what it says, so that others can tell later that nothing of
 * it was changed. Safe for use by several threads.
 */
public final class SealKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    private final PrivateKey key;
    private final SealPublicKey publicKey;

    private SealKey(PrivateKey key, SealPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * @param pem PKCS#8 without a password, as {@code openssl genpkey -algorithm ed25519} writes it
     * @throws IllegalArgumentException where it is something else; the message repeats nothing of it
     */
    public static SealKey parse(Secret pem) {
        Matcher matcher = PEM.matcher(pem.expose());
        if (!matcher.matches()) {
            throw unusable();
        }
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
            SealKey sealKey = new SealKey(key, publicHalf((EdECPrivateKey) key));
            if (!sealKey.publicKey.verify(PROBE, sealKey.sign(PROBE))) {
                throw new IllegalStateException("this Java platform derives other public keys");
            }
            return sealKey;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(); // without the cause, whose message may hold anything
        }
    }

    /** The platform has no other way from the private half to the public one than to make the pair again. */
    private static SealPublicKey publicHalf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(SealKey::unusable);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(key.getParams(), new Given(seed));
        PublicKey half = generator.generateKeyPair().getPublic();
        return new SealPublicKey(half);
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("no Ed25519 key in PEM (PKCS#8) without a password; make one with: openssl"
                + " genpkey -algorithm ed25519");
    }

    /** The signature, 64 bytes; the same bytes always give the same one. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read does not sign");
        }
    }

    public SealPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "SealKey(***)";
    }

    /** Gives what it was given. */
    private static final class Given extends SecureRandom {

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
