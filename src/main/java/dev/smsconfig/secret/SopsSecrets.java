package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code ref+sops://file.yaml#/key}. A file is read and its MAC verified once; what is kept of it is as encrypted as on
 * the disk. A relative path leads into the commit that is read, where there is one. Each look-up opens the data key and the one value, so that 10,000 tenants in one file cost 10,000 small
 * decryptions, and neither the key nor another's value outlives a look-up.
 */
final class SopsSecrets implements SecretProvider {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final SecretFiles files;
    private final @Nullable CommittedFiles committed;
    private final AgeIdentities identities;
    private final SopsProgram program;
    private final Map<SopsSource, Read> read = new ConcurrentHashMap<>();

    /** @param committed where relative paths lead, or null for the disk */
    SopsSecrets(SecretFiles files, @Nullable CommittedFiles committed, AgeIdentities identities, SopsProgram program) {
        this.files = files;
        this.committed = committed;
        this.identities = identities;
        this.program = program;
    }

    /** A file, or why it is none: a large broken one is not read again for each of its tenants. */
    private record Read(
            Object stamp, @Nullable SopsFile file, @Nullable SopsRefusal refusal) {

        SopsFile orRefusal() throws SopsRefusal {
            if (file == null) {
                throw Objects.requireNonNull(refusal);
            }
            return file;
        }
    }

    @Override
    public Found read(SecretReference reference) throws SecretUnavailableException {
        CommittedFiles commit = committed;
        return commit == null || reference.path().startsWith("/")
                ? files.use(reference, reference.path(), path -> value(reference, new SopsSource.OnDisk(path)))
                : fromCommit(reference, commit);
    }

    private Found fromCommit(SecretReference reference, CommittedFiles commit) throws SecretUnavailableException {
        try {
            String path = SecretFiles.inFolder(reference);
            return value(reference, new SopsSource.InCommit(path, commit));
        } catch (NoSuchFileException e) {
            throw Unresolved.because(
                    reference,
                    "the commit that is read has no such file; commit it, or name one elsewhere by its absolute path");
        } catch (IOException e) {
            throw Unresolved.because(
                    reference,
                    "the file cannot be read from the commit (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Found value(SecretReference reference, SopsSource source) throws IOException, SecretUnavailableException {
        try {
            return value(source, reference.keys());
        } catch (SopsRefusal e) {
            throw Unresolved.because(reference, e.text());
        }
    }

    private Found value(SopsSource source, List<String> keys) throws IOException, SopsRefusal {
        try {
            AgeIdentities.Loaded loaded = identities.load();
            SopsFile file = file(source, loaded);
            return new Found(file.value(keys, loaded), file.lastModified());
        } catch (SopsRefusal e) {
            if (!e.isForProgram()) {
                throw e;
            }
            return new Found(source.ask(program, keys, e.text()), null);
        }
    }

    private SopsFile file(SopsSource source, AgeIdentities.Loaded loaded) throws IOException, SopsRefusal {
        Object stamp = source.stamp();
        Read known = read.get(source);
        if (known == null || !known.stamp.equals(stamp)) {
            synchronized (this) { // one thread reads and verifies, the others wait for it
                known = read.get(source);
                if (known == null || !known.stamp.equals(stamp)) {
                    known = fresh(source, stamp, loaded);
                    read.put(source, known);
                }
            }
        }
        return known.orRefusal();
    }

    private static Read fresh(SopsSource source, Object stamp, AgeIdentities.Loaded loaded)
            throws IOException, SopsRefusal {
        try {
            return new Read(stamp, SopsFile.verified(parsed(source), loaded), null);
        } catch (SopsRefusal e) {
            if (e.isForProgram()) {
                throw e; // an identity may be there the next time
            }
            return new Read(stamp, null, e);
        }
    }

    private static SopsNode.Mapping parsed(SopsSource source) throws IOException, SopsRefusal {
        String name = source.name().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw SopsRefusal.forProgram("it is neither .yaml nor .json");
        }
        String text = text(source);
        return json ? SopsJson.read(text) : SopsYaml.read(text);
    }

    private static String text(SopsSource source) throws IOException, SopsRefusal {
        byte[] bytes = source.read(MAX_BYTES);
        if (bytes == null) {
            throw SopsRefusal.of("the file is larger than 16 MiB; divide it");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SopsRefusal.of("the file is not UTF-8; restore it");
        }
        if (text.startsWith("\uFEFF")) {
            throw SopsRefusal.of("the file begins with a byte order mark; save it without");
        }
        return text;
    }
}
