package dev.smsconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whoever asks for an RSA key of 2048 bits in a test process gets one of a few, in turns: sample servers make new ones at
 * each start, and that was a third of the processor time of all tests. JUnit finds this by itself, through {@code
 * META-INF/services}.
 */
public final class LentRsaKeys implements BeforeAllCallback {

    private static final int BITS = 2048;
    /** More than any test tells apart. */
    private static final int KEYS = 6;

    /** What one test process made, the others of the build read: a key takes a second. Nothing else trusts these. */
    private static final Path FOLDER = Path.of("target/lent-rsa-keys");

    private static final AtomicBoolean INSTALLED = new AtomicBoolean();
    private static final List<KeyPair> MADE = new ArrayList<>();
    private static int asked;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!INSTALLED.getAndSet(true)) {
            Security.insertProviderAt(new Lender(), 1);
        }
    }

    private static synchronized KeyPair lend() {
        int next = asked++ % KEYS;
        if (next == MADE.size()) {
            MADE.add(kept(FOLDER.resolve(next + ".der")));
        }
        return MADE.get(next);
    }

    private static KeyPair kept(Path file) {
        try {
            if (Files.exists(file)) {
                KeyFactory keys = KeyFactory.getInstance("RSA");
                RSAPrivateCrtKey key =
                        (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
                return new KeyPair(
                        keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
            }
            KeyPair made = jdk(BITS).generateKeyPair();
            Files.createDirectories(FOLDER);
            Path whole = Files.createTempFile(FOLDER, "made", ".der");
            Files.write(whole, made.getPrivate().getEncoded());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the keys in " + FOLDER + " can't be used; remove them", e);
        }
    }

    private static KeyPairGenerator jdk(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
            generator.initialize(bits);
            return generator;
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    private static final class Lender extends Provider {

        Lender() {
            super("LentRsaKeys", "1", "lends keys to tests");
            putService(new Service(this, "KeyPairGenerator", "RSA", Generator.class.getName(), null, null));
        }
    }

    /** Named by the provider, so it has to be public. */
    public static final class Generator extends KeyPairGeneratorSpi {

        private int bits = BITS;
        private @Nullable AlgorithmParameterSpec parameters;

        @Override
        public void initialize(int keysize, SecureRandom random) {
            bits = keysize;
        }

        @Override
        public void initialize(AlgorithmParameterSpec params, SecureRandom random) {
            parameters = params;
        }

        @Override
        public KeyPair generateKeyPair() {
            if (parameters == null) {
                return bits == BITS ? lend() : jdk(bits).generateKeyPair();
            }
            try {
                KeyPairGenerator generator = jdk(BITS);
                generator.initialize(parameters);
                return generator.generateKeyPair();
            } catch (InvalidAlgorithmParameterException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
