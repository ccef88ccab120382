package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs checkpoints of the audit trail, where {@code fleet.yaml} names no other: PKCS#8 in PEM, in a file
 * that only its owner reads. Beside it stand its public half, for whoever verifies, and the next key while one takes over.
 */
final class AuditKeys {

    private static final int LINE = 64;

    private final Path file;

    /** @param folder the work folder */
    AuditKeys(Path folder) {
        this.file = folder.resolve("audit.key");
    }

    Path file() {
        return file;
    }

    /** Where the public half is written for whoever verifies. */
    Path published() {
        return file.resolveSibling("audit.vkey");
    }

    /** The key, or null where there is none. */
    @Nullable
    SealKey find() {
        return read(file);
    }

    /** Makes a key and keeps it. */
    SealKey create() {
        return write(file);
    }

    /** A key that takes over later; the same again where a rotation was begun and not ended. */
    SealKey next() {
        SealKey begun = read(nextFile());
        return begun == null ? write(nextFile()) : begun;
    }

    /** The key that {@link #next} made is the key from now on. */
    void advance() {
        try {
            Files.move(nextFile(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the new key signs from now on, but can't be moved to " + file + "; move " + nextFile()
                            + " there yourself");
        }
    }

    /** Whether a rotation was begun and not ended. */
    boolean isAdvancing() {
        return Files.exists(nextFile());
    }

    private Path nextFile() {
        return file.resolveSibling("audit.key.next");
    }

    private static @Nullable SealKey read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return SealKey.parse(new Secret(Files.readString(file, StandardCharsets.US_ASCII)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the audit key " + file + " can't be read; restore it from a backup");
        }
    }

    private static SealKey write(Path file) {
        String pem = generate();
        // complete before it has its name: another process may look for it at this moment
        Path made = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Files.deleteIfExists(made); // of a process of that number that was killed
            writeOwnerOnly(made, pem);
            link(made, file);
        } catch (FileAlreadyExistsException e) {
            SealKey others = read(file);
            if (others != null) {
                return others;
            }
            throw unwritable(file);
        } catch (IOException e) {
            throw unwritable(file);
        }
        return SealKey.parse(new Secret(pem));
    }

    private static void writeOwnerOnly(Path file, String pem) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                WorkFolder.ownerOnly("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Gives a file its name where nobody was quicker. */
    private static void link(Path made, Path file) throws IOException {
        try {
            Files.createLink(file, made);
            Files.delete(made);
        } catch (UnsupportedOperationException e) {
            Files.move(made, file);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static CommandFailure unwritable(Path file) {
        return new CommandFailure(ExitCode.ERROR, "the audit key can't be written to " + file + "; see its disk");
    }

    private static String generate() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has Ed25519 since 15", e);
        }
    }
}
