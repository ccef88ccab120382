package dev.smsconfig.source;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code ref+env} and {@code ref+file} each time anew and keeps nothing. Safe for use by several threads.
 */
public final class SecretResolver implements SecretSource {

    private static final int MAX_BYTES = 64 * 1024;

    /**
     * Where {@code NAME} is not set, {@code NAME_FILE} may hold the absolute path of a file with the value, as many
     * container images have it: CI systems mount credentials as files at paths that nobody knows before.
     */
    private static final String FILE_SUFFIX = "_FILE";

    private final Path configFolder;
    private final Function<String, @Nullable String> environment;

    /**
     * @param configFolder where relative paths begin; they cannot leave it
     * @param environment gives a variable's value or null, for example {@code System::getenv}
     */
    public SecretResolver(Path configFolder, Function<String, @Nullable String> environment) {
        this.configFolder = configFolder;
        this.environment = environment;
    }

    @Override
    public Secret resolve(SecretReference reference) throws SecretUnavailableException {
        String text = text(reference);
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw unavailable(reference, "it holds a line break or a NUL; a secret is one line");
        }
        return new Secret(text);
    }

    /** The same secrets, which may have several lines here: keys do. */
    public SecretSource ofSeveralLines() {
        return reference -> new Secret(text(reference));
    }

    private String text(SecretReference reference) throws SecretUnavailableException {
        String text = reference.provider().equals("env") ? variable(reference) : file(reference, reference.path());
        if (text.isEmpty()) {
            throw unavailable(reference, "it is empty; give it a value");
        }
        return text;
    }

    private String variable(SecretReference reference) throws SecretUnavailableException {
        String value = environment.apply(reference.path());
        if (value == null) {
            String file = environment.apply(reference.path() + FILE_SUFFIX);
            if (file != null && file.startsWith("/")) {
                return file(reference, file);
            }
            throw unavailable(reference, "the environment variable is not set; set it for this program");
        }
        return value;
    }

    private String file(SecretReference reference, String name) throws SecretUnavailableException {
        try {
            Path path = locate(reference, name);
            if (Files.isDirectory(path)) {
                throw unavailable(reference, "it is a directory; name a file in it");
            }
            if (!Files.isRegularFile(path)) {
                throw unavailable(reference, "it is not a regular file; name one that holds the secret");
            }
            return withoutLineEnd(decode(reference, path));
        } catch (InvalidPathException e) {
            throw unavailable(reference, "its path is not one that this system has; correct it");
        } catch (NoSuchFileException e) {
            throw unavailable(reference, "file not found; create or mount it");
        } catch (AccessDeniedException e) {
            throw unavailable(reference, "the file is not readable for this user; grant the right to read it");
        } catch (IOException e) {
            throw unavailable(
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
            throw unavailable(reference, "it leads out of the config folder; write an absolute path, ref+file:///…");
        }
    }

    private static String decode(SecretReference reference, Path path) throws IOException, SecretUnavailableException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw unavailable(reference, "the file is larger than 64 KiB; name the file that holds only the secret");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unavailable(reference, "the file is not UTF-8; save it as UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            throw unavailable(reference, "the file begins with a byte order mark; save it without");
        }
        return text;
    }

    /** Without one line end: editors and 'echo' add it, and no more than one is by accident. */
    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static SecretUnavailableException unavailable(SecretReference reference, String cause) {
        return new SecretUnavailableException(reference.text() + " does not resolve: " + cause);
    }
}
