package dev.smsconfig.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret lies, in the one-line URI form of vals (https://github.com/helmfile/vals): {@code ref+env://NAME},
 * {@code ref+file:///absolute/path}, {@code ref+sops://relative/file.yaml#/key/path} or
 * {@code ref+vault://MOUNT/PATH?version=N#/key}. The reference itself is no secret and may be shown.
 *
 * @param provider {@code env}, {@code file}, {@code sops} or {@code vault}
 * @param path the variable's name, the file's path (absolute with a leading {@code /}, else relative to the config
 *     folder), or the mount and the path in it
 * @param query what a provider is told besides, for example the version; sorted by name
 * @param fragment the keys that lead to the value in what the path names, each with a {@code /} before it; empty where
 *     what the path names is the value
 */
public record SecretReference(String provider, String path, Map<String, String> query, String fragment)
        implements Value {

    /** What every reference begins with. */
    public static final String PREFIX = "ref+";

    /** What stands for the tenant's id, where a reference is one for each tenant. */
    private static final String TENANT = "{tenant}";

    private static final String FORMS =
            "ref+env://NAME, ref+file:///path/to/file, ref+sops://file.yaml#/key or" + " ref+vault://mount/path#/key";
    private static final Pattern FORM =
            Pattern.compile("ref\\+([a-z0-9]+)://([^?#\\s]+)(?:\\?([^?#\\s]*))?(?:#([^?#\\s]*))?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern KEYS = Pattern.compile("(?:/[^/]+)+");
    private static final Pattern VAULT_PATH = Pattern.compile("[^/]+(?:/[^/]+)+");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** @throws IllegalArgumentException where the provider is unknown or a part is not of the form that it needs */
    public SecretReference {
        query = Collections.unmodifiableMap(new TreeMap<>(query));
        switch (provider) {
            case "env", "file" -> {
                if (!query.isEmpty() || !fragment.isEmpty()) {
                    throw new IllegalArgumentException("a reference to a variable or a file is its value as a whole;"
                            + " remove what begins with '?' or '#'");
                }
            }
            case "sops" -> {
                if (!query.isEmpty() || !KEYS.matcher(fragment).matches()) {
                    throw new IllegalArgumentException("malformed reference to a SOPS file; write"
                            + " ref+sops://path/in/config/folder.yaml#/key, or ref+sops:///absolute/path.yaml#/key");
                }
            }
            case "vault" -> {
                if (!KEYS.matcher(fragment).matches()
                        || !VAULT_PATH.matcher(path).matches()
                        || Arrays.stream(path.split("/")).anyMatch(part -> part.matches("\\.{1,2}"))
                        || !query.entrySet().stream().allMatch(SecretReference::isForVault)) {
                    throw new IllegalArgumentException("malformed reference to Vault; write"
                            + " ref+vault://mount/path#/key, before the '#' at will ?version=N or ?kv=1");
                }
            }
            default -> throw new IllegalArgumentException("unknown secret provider; this version resolves " + FORMS);
        }
    }

    /** A reference that has neither a query nor a fragment. */
    public SecretReference(String provider, String path) {
        this(provider, path, Map.of(), "");
    }

    /**
     * @param text a whole scalar that begins with {@link #PREFIX}
     * @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text
     */
    public static SecretReference parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("malformed secret reference; write " + FORMS);
        }
        // a tenant's id may have a '-', so this is not looked at again once it is put in
        if (matcher.group(1).equals("env")
                && !VARIABLE.matcher(matcher.group(2).replace(TENANT, "t")).matches()) {
            throw new IllegalArgumentException(
                    "malformed name of an environment variable; write ref+env://NAME with letters, digits and '_'");
        }
        String query = matcher.group(3);
        String fragment = matcher.group(4);
        return new SecretReference(
                matcher.group(1),
                matcher.group(2),
                query == null ? Map.of() : queryOf(query),
                fragment == null ? "" : fragment);
    }

    private static Map<String, String> queryOf(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", -1);
            if (parts.length != 2 || query.putIfAbsent(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(
                        "malformed query of a secret reference; write each name once, as in ?version=7");
            }
        }
        return query;
    }

    private static boolean isForVault(Map.Entry<String, String> pair) {
        return switch (pair.getKey()) {
            case "version" -> NUMBER.matcher(pair.getValue()).matches();
            case "kv" -> pair.getValue().equals("1") || pair.getValue().equals("2");
            default -> false;
        };
    }

    /** The keys that lead to the value, outermost first; empty where there is no fragment. */
    public List<String> keys() {
        return fragment.isEmpty() ? List.of() : List.of(fragment.substring(1).split("/"));
    }

    /** Whether it stands for one secret for each tenant. */
    public boolean isPerTenant() {
        return path.contains(TENANT) || fragment.contains(TENANT);
    }

    /** The reference with the tenant's id where it has {@code {tenant}}; else itself. */
    public SecretReference of(TenantId tenant) {
        return isPerTenant()
                ? new SecretReference(
                        provider, path.replace(TENANT, tenant.value()), query, fragment.replace(TENANT, tenant.value()))
                : this;
    }

    /** The reference as it is written in a file. */
    public String text() {
        StringBuilder text = new StringBuilder(PREFIX + provider + "://" + path);
        char separator = '?';
        for (Map.Entry<String, String> pair : query.entrySet()) {
            text.append(separator).append(pair.getKey()).append('=').append(pair.getValue());
            separator = '&';
        }
        return fragment.isEmpty()
                ? text.toString()
                : text.append('#').append(fragment).toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
