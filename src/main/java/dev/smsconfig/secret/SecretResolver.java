package dev.smsconfig.secret;

import dev.smsconfig.server.Retries;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SecretUse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references by their provider, each time anew, and keeps no secret. Safe for use by several threads.
 */
public final class SecretResolver implements SecretSource, AutoCloseable {

    private final Map<String, SecretProvider> providers;
    private final VaultSecrets vault;
    private final Consumer<SecretUse> uses;

    /**
     * @param configFolder where relative paths begin; they cannot leave it
     * @param environment gives a variable's value or null, for example {@code System::getenv}
     * @param retries when a call to Vault is tried again
     */
    public SecretResolver(Path configFolder, Function<String, @Nullable String> environment, Retries retries) {
        this(configFolder, null, environment, retries);
    }

    /**
     * The same for a run that reads a commit.
     *
     * @param committed where relative paths of SOPS files lead; or null for the config folder on disk
     */
    public SecretResolver(
            Path configFolder,
            @Nullable CommittedFiles committed,
            Function<String, @Nullable String> environment,
            Retries retries) {
        this(configFolder, committed, environment, retries, use -> {});
    }

    /**
     * The same, keeping account.
     *
     * @param uses is told of every look-up
     */
    public SecretResolver(
            Path configFolder,
            @Nullable CommittedFiles committed,
            Function<String, @Nullable String> environment,
            Retries retries,
            Consumer<SecretUse> uses) {
        this.uses = uses;
        SecretFiles files = new SecretFiles(configFolder);
        this.vault = new VaultSecrets(new VaultSettings(environment, files), retries);
        this.providers = Map.of(
                "env",
                new EnvironmentSecrets(environment, files),
                "file",
                files,
                "sops",
                new SopsSecrets(files, committed, new AgeIdentities(environment), new SopsProgram(environment)),
                "vault",
                vault);
    }

    /** To compare it. */
    @Override
    public Secret resolve(SecretReference reference) throws SecretUnavailableException {
        return oneLine(reference, SecretPurpose.COMPARE);
    }

    @Override
    public SecretSource meantFor(SecretPurpose purpose) {
        return reference -> oneLine(reference, purpose);
    }

    private Secret oneLine(SecretReference reference, SecretPurpose purpose) throws SecretUnavailableException {
        String text = text(reference, purpose);
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw Unresolved.because(reference, "it holds a line break or a NUL; a secret is one line");
        }
        return new Secret(text);
    }

    /** The same secrets, which may have several lines here: keys do. */
    public SecretSource ofSeveralLines(SecretPurpose purpose) {
        return reference -> new Secret(text(reference, purpose));
    }

    private String text(SecretReference reference, SecretPurpose purpose) throws SecretUnavailableException {
        SecretProvider provider = providers.get(reference.provider());
        if (provider == null) {
            throw new IllegalStateException("no provider for " + reference.provider());
        }
        SecretProvider.@Nullable Found found = null;
        try {
            found = provider.read(reference);
        } finally {
            uses.accept(new SecretUse(reference, found == null ? null : found.version(), purpose, found != null));
        }
        if (found.text().isEmpty()) {
            throw Unresolved.because(reference, "it is empty; give it a value");
        }
        return found.text();
    }

    /** Ends the calls to Vault that are under way and forgets its token. */
    @Override
    public void close() {
        vault.close();
    }
}
