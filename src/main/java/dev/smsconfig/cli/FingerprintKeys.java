package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.Fingerprinter;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The keys of an installation's fingerprints, k1 in the first line of {@code fingerprint.key}, k2 in the second and so
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
            write(file, List.of(random()));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /** @throws CommandFailure where there is no key, or one is damaged */
    Fingerprinter fingerprinter() {
        return Fingerprinter.of(keys());
    }

    /**
     * Adds a key, with which fingerprints are made from then on.
     *
     * @return its name, for example {@code k2}
     */
    String rotate() {
        List<byte[]> keys = new ArrayList<>(keys());
        keys.add(random());
        Path next = file.resolveSibling("fingerprint.key.next");
        try {
            Files.deleteIfExists(next); // of a rotation that was killed
            write(next, keys);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the new key can't be written to " + file + "; see its disk, the old one stays");
        }
        return "k" + keys.size();
    }

    private List<byte[]> keys() {
        try {
            List<byte[]> keys = new ArrayList<>();
            for (String line :
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split("\\R")) {
                byte[] key = Base64.getDecoder().decode(line.strip());
                if (key.length < KEY_BYTES) {
                    throw unreadable();
                }
                keys.add(key);
            }
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static void write(Path target, List<byte[]> keys) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (byte[] key : keys) {
            lines.append(Base64.getEncoder().encodeToString(key)).append('\n');
        }
        try (FileChannel channel = FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                WorkFolder.ownerOnly("rw-------"))) {
            channel.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private CommandFailure unreadable() {
        return new CommandFailure(
                ExitCode.ERROR,
                "the fingerprint key " + file + " can't be read; restore it from a backup, or remove it and"
                        + " lose the comparison of secrets with earlier runs");
    }
}
