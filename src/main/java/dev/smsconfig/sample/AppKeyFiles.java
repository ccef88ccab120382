package dev.smsconfig.sample;

import dev.smsconfig.sample.login.RsaKeyText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Set;

/**
 * The private keys of apps, one pair of files for each in a folder: {@code {clientId}.pem} in PKCS#8, and {@code
 * {clientId}.xml} as the Developer Portal issues them. Only the owner may read them.
 */
final class AppKeyFiles {

    private static final int BITS = 2048;

    private final Path folder;

    AppKeyFiles(Path folder) {
        this.folder = folder;
    }

    Path pem(String clientId) {
        return folder.resolve(clientId + ".pem");
    }

    Path xml(String clientId) {
        return folder.resolve(clientId + ".xml");
    }

    /**
     * The key of {@code clientId}, made and written where there is none.
     *
     * @throws SampleServerStartException where the file is no key, or cannot be read or written
     */
    RSAPrivateCrtKey key(String clientId) throws SampleServerStartException {
        Path pem = pem(clientId);
        try {
            if (!Files.exists(pem)) {
                write(pem, RsaKeyText.pem(generate()));
            }
            RSAPrivateCrtKey key = RsaKeyText.privateKey(Files.readString(pem, StandardCharsets.US_ASCII));
            if (!Files.exists(xml(clientId))) {
                write(xml(clientId), RsaKeyText.xml(key));
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new SampleServerStartException(
                    "the key file " + pem
                            + " is no RSA private key in PEM (PKCS#8): bring it back, or remove it and its .xml to have new ones");
        } catch (IOException e) {
            throw new SampleServerStartException(
                    "the key file " + pem + " or the .xml beside it cannot be used ("
                            + e.getClass().getSimpleName() + "): make them and their folder readable and writable",
                    e);
        }
    }

    /** Through a file of its own: there is a whole key file or none. */
    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                OwnerOnlyFiles.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnlyFiles.forceFolder(file.resolveSibling("."));
    }

    private static RSAPrivateCrtKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }
}
