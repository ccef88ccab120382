package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code ref+env://NAME}. */
final class EnvironmentSecrets implements SecretProvider {

    /**
     * Where {@code NAME} is not set, {@code NAME_FILE} may hold the absolute path of a file with the value, as many
     * container images have it: CI systems mount credentials as files at paths that nobody knows before.
     */
    private static final String FILE_SUFFIX = "_FILE";

    private final Function<String, @Nullable String> environment;
    private final SecretFiles files;

    EnvironmentSecrets(Function<String, @Nullable String> environment, SecretFiles files) {
        this.environment = environment;
        this.files = files;
    }

    @Override
    public Found read(SecretReference reference) throws SecretUnavailableException {
        String value = environment.apply(reference.path());
        if (value != null) {
            return new Found(value, null);
        }
        String file = environment.apply(reference.path() + FILE_SUFFIX);
        if (file != null && file.startsWith("/")) {
            return files.found(reference, file);
        }
        throw Unresolved.because(reference, "the environment variable is not set; set it for this program");
    }
}
