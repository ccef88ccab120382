package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** The files that references name. */
final class SecretFiles implements SecretProvider {

    private static final int MAX_TEXT = 64 * 1024;

    private static final String NO_PATH = "its path is not one that this system has; correct it";

    private final Path configFolder;

    /** @param configFolder where relative paths begin; they cannot leave it */
    SecretFiles(Path configFolder) {
        this.configFolder = configFolder;
    }

    /** What is done with a file that was found. */
    @FunctionalInterface
    interface Use<T> {
        T of(Path file) throws IOException, SecretUnavailableException;
    }

    /** {@code ref+file:///path}. */
    @Override
    public Found read(SecretReference reference) throws SecretUnavailableException {
        return found(reference, reference.path());
    }

    /** A file that holds one secret and nothing else, without the one line end that editors and 'echo' add. */
    String text(SecretReference reference, String name) throws SecretUnavailableException {
        return found(reference, name).text();
    }

    /** The same with the time of its last change, which is taken first: what is read is that or newer. */
    Found found(SecretReference reference, String name) throws SecretUnavailableException {
        return use(reference, name, file -> {
            String version = version(file);
            return new Found(withoutLineEnd(decode(reference, bytes(file, reference))), version);
        });
    }

    /** Of a file that nothing else tells the version of. */
    static String version(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /**
     * @param name absolute with a leading {@code /}, else relative to the config folder
     * @return what {@code use} makes of the regular file's real path
     */
    <T> T use(SecretReference reference, String name, Use<T> use) throws SecretUnavailableException {
        try {
            Path path = locate(reference, name);
            if (Files.isDirectory(path)) {
                throw Unresolved.because(reference, "it is a directory; name a file in it");
            }
            if (!Files.isRegularFile(path)) {
                throw Unresolved.because(reference, "it is not a regular file; name one that holds the secret");
            }
            return use.of(path);
        } catch (InvalidPathException e) {
            throw Unresolved.because(reference, NO_PATH);
        } catch (NoSuchFileException e) {
            throw Unresolved.because(reference, "file not found; create or mount it");
        } catch (AccessDeniedException e) {
            throw Unresolved.because(reference, "the file is not readable for this user; grant the right to read it");
        } catch (IOException e) {
            throw Unresolved.because(
                    reference, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** The real path. Absolute ones may lead anywhere: mounted secrets are symbolic links as a rule. */
    private Path locate(SecretReference reference, String name) throws IOException, SecretUnavailableException {
        if (name.startsWith("/")) {
            return Path.of(name).toRealPath();
        }
        Path root = configFolder.toRealPath();
        Path path = root.resolve(name).normalize();
        refuseOutside(reference, path, root); // before the file is touched: nobody can probe what exists elsewhere
        Path real = path.toRealPath();
        refuseOutside(reference, real, root);
        return real;
    }

    private static void refuseOutside(SecretReference reference, Path path, Path root)
            throws SecretUnavailableException {
        if (!path.startsWith(root)) {
            throw outside(reference);
        }
    }

    private static SecretUnavailableException outside(SecretReference reference) {
        return Unresolved.because(
                reference,
                "it leads out of the config folder; write an absolute path, ref+" + reference.provider() + ":///…");
    }

    /** The relative path that a reference names, without detours, with {@code /} between its parts. */
    static String inFolder(SecretReference reference) throws SecretUnavailableException {
        Path path;
        try {
            path = Path.of(reference.path()).normalize();
        } catch (InvalidPathException e) {
            throw Unresolved.because(reference, NO_PATH);
        }
        if (path.isAbsolute() || path.startsWith("..")) {
            throw outside(reference);
        }
        return path.toString().replace(File.separatorChar, '/');
    }

    private static byte[] bytes(Path path, SecretReference reference) throws IOException, SecretUnavailableException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_TEXT + 1);
            if (bytes.length > MAX_TEXT) {
                throw Unresolved.because(
                        reference, "the file is larger than 64 KiB; name the file that holds only the secret");
            }
            return bytes;
        }
    }

    private static String decode(SecretReference reference, byte[] bytes) throws SecretUnavailableException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Unresolved.because(reference, "the file is not UTF-8; save it as UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            throw Unresolved.because(reference, "the file begins with a byte order mark; save it without");
        }
        return text;
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
