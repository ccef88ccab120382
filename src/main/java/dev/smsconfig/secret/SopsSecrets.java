package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code ref+sops://file.yaml#/key}. A file is read and its MAC verified once; what is kept of it is as encrypted as on
 * the disk. Each look-up opens the data key and the one value, so that 10,000 tenants in one file cost 10,000 small
 * decryptions, and neither the key nor another's value outlives a look-up.
 */
final class SopsSecrets implements SecretProvider {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final SecretFiles files;
    private final AgeIdentities identities;
    private final SopsProgram program;
    private final Map<Path, Read> read = new ConcurrentHashMap<>();

    SopsSecrets(SecretFiles files, AgeIdentities identities, SopsProgram program) {
        this.files = files;
        this.identities = identities;
        this.program = program;
    }

    /** Tells whether a file is still the one that was read. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object key) {

        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /** A file, or why it is none: a large broken one is not read again for each of its tenants. */
    private record Read(
            Stamp stamp, @Nullable SopsFile file, @Nullable SopsRefusal refusal) {

        SopsFile orRefusal() throws SopsRefusal {
            if (file == null) {
                throw Objects.requireNonNull(refusal);
            }
            return file;
        }
    }

    @Override
    public String read(SecretReference reference) throws SecretUnavailableException {
        return files.use(reference, reference.path(), path -> {
            try {
                return value(path, reference.keys());
            } catch (SopsRefusal e) {
                throw Unresolved.because(reference, e.text());
            }
        });
    }

    private String value(Path path, List<String> keys) throws IOException, SopsRefusal {
        try {
            AgeIdentities.Loaded loaded = identities.load();
            return file(path, loaded).value(keys, loaded);
        } catch (SopsRefusal e) {
            if (!e.isForProgram()) {
                throw e;
            }
            return program.value(path, keys, e.text());
        }
    }

    private SopsFile file(Path path, AgeIdentities.Loaded loaded) throws IOException, SopsRefusal {
        Stamp stamp = Stamp.of(path);
        Read known = read.get(path);
        if (known == null || !known.stamp.equals(stamp)) {
            synchronized (this) { // one thread reads and verifies, the others wait for it
                known = read.get(path);
                if (known == null || !known.stamp.equals(stamp)) {
                    known = fresh(path, stamp, loaded);
                    read.put(path, known);
                }
            }
        }
        return known.orRefusal();
    }

    private static Read fresh(Path path, Stamp stamp, AgeIdentities.Loaded loaded) throws IOException, SopsRefusal {
        try {
            return new Read(stamp, SopsFile.verified(parsed(path), loaded), null);
        } catch (SopsRefusal e) {
            if (e.isForProgram()) {
                throw e; // an identity may be there the next time
            }
            return new Read(stamp, null, e);
        }
    }

    private static SopsNode.Mapping parsed(Path path) throws IOException, SopsRefusal {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw SopsRefusal.forProgram("it is neither .yaml nor .json");
        }
        String text = text(path);
        return json ? SopsJson.read(text) : SopsYaml.read(text);
    }

    private static String text(Path path) throws IOException, SopsRefusal {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw SopsRefusal.of("the file is larger than 16 MiB; divide it");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SopsRefusal.of("the file is not UTF-8; restore it");
        }
    }
}
