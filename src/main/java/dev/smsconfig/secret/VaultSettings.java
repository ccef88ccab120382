package dev.smsconfig.secret;

import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where Vault is and who asks it, by the variables that Vault's own tools have. */
final class VaultSettings {

    /** The variable that admits http. */
    static final String INSECURE = "SMSCONFIG_VAULT_INSECURE";

    private static final String ADDRESS = "VAULT_ADDR";
    private static final int CONNECTIONS = 16;

    private final Function<String, @Nullable String> environment;
    private final EnvironmentSecrets secrets;

    VaultSettings(Function<String, @Nullable String> environment, SecretFiles files) {
        this.environment = environment;
        this.secrets = new EnvironmentSecrets(environment, files);
    }

    /** What an AppRole signs in with. */
    record AppRole(String roleId, Secret secretId) {}

    /** @return the address without a path, or null where http is not admitted or it is no address */
    private @Nullable URI address() {
        try {
            URI address = new URI(text(ADDRESS).replaceFirst("/+$", ""));
            boolean plain = "http".equalsIgnoreCase(address.getScheme()) && "true".equals(text(INSECURE));
            boolean known = plain || "https".equalsIgnoreCase(address.getScheme());
            boolean bare = address.getRawPath().isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
            return known && bare && address.getHost() != null ? address : null;
        } catch (URISyntaxException e) {
            return null; // its message repeats the address, which may have a password
        }
    }

    /** @param path what stands behind the host, encoded */
    URI target(String path) throws VaultRefusal {
        if (text(ADDRESS).isEmpty()) {
            throw new VaultRefusal(ADDRESS + " is not set; set it to Vault's address, https://host:8200");
        }
        URI address = address();
        if (address == null) {
            throw new VaultRefusal(ADDRESS + " is no https://host:8200; correct it (http is admitted with " + INSECURE
                    + "=true only)");
        }
        return URI.create(address + path);
    }

    /** The token that was given, or null where there is none. */
    @Nullable
    Secret token() throws VaultRefusal {
        return isSet("VAULT_TOKEN") ? new Secret(secret("VAULT_TOKEN")) : null;
    }

    /** The AppRole that was given, or null where there is none. */
    @Nullable
    AppRole appRole() throws VaultRefusal {
        return isSet("VAULT_ROLE_ID") && isSet("VAULT_SECRET_ID")
                ? new AppRole(secret("VAULT_ROLE_ID"), new Secret(secret("VAULT_SECRET_ID")))
                : null;
    }

    /** Headers of every request, without the token. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("X-Vault-Request", "true"); // agents ask for it, against requests that somebody is lured into
        if (!text("VAULT_NAMESPACE").isEmpty()) {
            headers.put("X-Vault-Namespace", text("VAULT_NAMESPACE"));
        }
        return headers;
    }

    /** Private addresses are admitted: Vault stands on one as a rule, and whoever starts this program names it. */
    Transport transport() throws VaultRefusal {
        String authority = text("VAULT_CACERT");
        return authority.isEmpty()
                ? new Transport(Timeouts.standard(), CONNECTIONS, true)
                : VaultTrust.transport(authority, CONNECTIONS);
    }

    private boolean isSet(String name) {
        return environment.apply(name) != null || environment.apply(name + "_FILE") != null;
    }

    private String text(String name) {
        String value = environment.apply(name);
        return value == null ? "" : value.strip();
    }

    private String secret(String name) throws VaultRefusal {
        try {
            String value = secrets.read(new SecretReference("env", name)).text();
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new VaultRefusal(name + " is empty or has blanks or line breaks; copy it again");
            }
            return value;
        } catch (SecretUnavailableException e) {
            throw new VaultRefusal(e.message());
        }
    }
}
