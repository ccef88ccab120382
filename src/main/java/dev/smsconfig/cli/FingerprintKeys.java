package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The keys of an installation's fingerprints, where {@code fleet.yaml} names no other place for them: k1 in the first line of {@code fingerprint.key}, k2 in the second and so
 * on, each in Base64. New ones come at the end; none is ever removed, since it is needed to compare with what it made.
 */
final class FingerprintKeys {

    private static final int KEY_BYTES = 32;

    private final Path file;

    /** @param folder the work folder */
    FingerprintKeys(Path folder) {
        this.file = folder.resolve("fingerprint.key");
    }

    Path file() {
        return file;
    }

    /** Makes the first key where there is none, and tells whether it did. */
    boolean createFirst() {
        try {
            write(file, random() + "\n");
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /** @throws CommandFailure where there is no key, or one is damaged */
    Fingerprinter fingerprinter() {
        return parse(text());
    }

    /**
     * Keys that lie elsewhere, as {@code fleet.yaml} says.
     *
     * @throws CommandFailure where the reference does not resolve, or to something else
     */
    static Fingerprinter at(SecretReference reference, SecretResolver secrets) {
        try {
            return Fingerprinter.parse(
                    secrets.ofSeveralLines(SecretPurpose.FINGERPRINT_KEY).resolve(reference));
        } catch (SecretUnavailableException e) {
            throw new CommandFailure(ExitCode.ERROR, "keys.fingerprint of fleet.yaml: " + e.message());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "keys.fingerprint of fleet.yaml: what " + reference + " holds are no keys: it has one in each line,"
                            + " 32 random bytes or more in Base64; restore it from a backup");
        }
    }

    /**
     * Adds a key, with which fingerprints are made from then on.
     *
     * @return its name, for example {@code k2}
     */
    String rotate() {
        String old = text();
        parse(old);
        String all = old.strip() + "\n" + random() + "\n";
        Path next = file.resolveSibling("fingerprint.key.next");
        try {
            Files.deleteIfExists(next); // of a rotation that was killed
            write(next, all);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the new key can't be written to " + file + "; see its disk, the old one stays");
        }
        return parse(all).newest();
    }

    private String text() {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.startsWith("\uFEFF")) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "the fingerprint key " + file + " begins with a byte order mark; save it without");
            }
            return text;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private Fingerprinter parse(String text) {
        try {
            return Fingerprinter.parse(new Secret(text));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static void write(Path target, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                WorkFolder.ownerOnly("rw-------"))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static String random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private CommandFailure unreadable() {
        return new CommandFailure(
                ExitCode.ERROR,
                "the fingerprint key " + file + " can't be read; restore it from a backup, or remove it and"
                        + " lose the comparison of secrets with earlier runs");
    }
}
