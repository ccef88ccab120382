package dev.smsconfig.state;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret lies, in the one-line URI form of vals (https://github.com/helmfile/vals): {@code ref+env://NAME} or
 * {@code ref+file:///absolute/path} or {@code ref+file://relative/path}. The reference itself is no secret and may be
 * shown.
 *
 * @param provider {@code env} or {@code file}
 * @param path the variable's name, or the file's path (absolute with a leading {@code /}, else relative to the config
 *     folder)
 */
public record SecretReference(String provider, String path) implements Value {

    /** What every reference begins with. */
    public static final String PREFIX = "ref+";

    /** What stands for the tenant's id, where a reference is one for each tenant. */
    private static final String TENANT = "{tenant}";

    private static final Set<String> PROVIDERS = Set.of("env", "file");
    private static final Pattern FORM = Pattern.compile("ref\\+([a-z0-9]+)://([^?#\\s]+)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * @param text a whole scalar that begins with {@link #PREFIX}
     * @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text
     */
    public static SecretReference parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "malformed secret reference; write ref+env://NAME or ref+file:///path/to/file");
        }
        String provider = matcher.group(1);
        String path = matcher.group(2);
        if (!PROVIDERS.contains(provider)) {
            throw new IllegalArgumentException(
                    "unknown secret provider; this version resolves ref+env://NAME and ref+file:///path/to/file");
        }
        if (provider.equals("env")
                && !VARIABLE.matcher(path.replace(TENANT, "t")).matches()) {
            throw new IllegalArgumentException(
                    "malformed name of an environment variable; write ref+env://NAME with letters, digits and '_'");
        }
        return new SecretReference(provider, path);
    }

    /** Whether it stands for one secret for each tenant. */
    public boolean isPerTenant() {
        return path.contains(TENANT);
    }

    /** The reference with the tenant's id where it has {@code {tenant}}; else itself. */
    public SecretReference of(TenantId tenant) {
        return isPerTenant() ? new SecretReference(provider, path.replace(TENANT, tenant.value())) : this;
    }

    /** The reference as it is written in a file. */
    public String text() {
        return PREFIX + provider + "://" + path;
    }

    @Override
    public String toString() {
        return text();
    }
}
