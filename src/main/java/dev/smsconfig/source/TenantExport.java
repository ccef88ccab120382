package dev.smsconfig.source;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What config files are to say of a tenant, made of what its server has: a plan of them finds nothing to change. Secrets
 * become references; what a file cannot say stays unmanaged.
 *
 * @param config holds no secret: what stands for one is a reference with {@code {tenant}} in it, alike for all tenants,
 *     so that nothing made of this can tell equal secrets from different ones
 * @param secrets the secrets by the path of their reference, relative to the config folder
 * @param leftOut what is not in {@code config}, and why; holds no value
 */
public record TenantExport(TenantId tenant, SmsConfig config, Map<String, Secret> secrets, List<String> leftOut) {

    /** The folder that exported references lead to. */
    public static final String SECRETS = "secrets";

    /** A path's part too: no dot first, so that none leads elsewhere. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    private static final int MOST_SETTINGS = 200;
    private static final int LONGEST_SETTING = 1024;

    public TenantExport {
        secrets = Map.copyOf(secrets);
        leftOut = List.copyOf(leftOut);
        if (config.fields().values().stream().anyMatch(value -> value instanceof Secret)) {
            throw new IllegalArgumentException("a secret is exported as a reference");
        }
    }

    /** @param observed as it was read from the server, masked values included */
    public static TenantExport of(TenantId tenant, SmsConfig observed) {
        Reading reading = new Reading(tenant);
        for (SmsProperty property : SmsProperty.values()) {
            reading.property(property, observed.properties().get(property));
        }
        Map<String, Value> settings = observed.pluginConfig();
        if (settings != null) {
            reading.settings(new TreeMap<>(settings));
        }
        return reading.done();
    }

    /** Whether there is nothing that a file could say: then the tenant needs none. */
    public boolean isEmpty() {
        return config.properties().isEmpty() && config.pluginConfig() == null;
    }

    /** The configuration with this tenant's id in its references. */
    SmsConfig own() {
        return TenantReferences.all(tenant, config);
    }

    private static final class Reading {

        private final TenantId tenant;
        private final Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        private final List<String> leftOut = new ArrayList<>();
        private @Nullable Map<String, Value> managed;

        Reading(TenantId tenant) {
            this.tenant = tenant;
        }

        void property(SmsProperty property, @Nullable Value value) {
            if (!(value instanceof Value.Text text)) {
                return;
            }
            String fault = text.text().codePointCount(0, text.text().length()) > ConfigLint.MOST_CHARACTERS
                    ? "has more than " + ConfigLint.MOST_CHARACTERS + " characters"
                    : fault(text.text());
            if (fault == null) {
                properties.put(property, value);
            } else {
                leftOut.add(property.apiName() + ", which " + fault);
            }
        }

        /** All or none: what a managed map leaves out would be removed from the server. */
        void settings(Map<String, Value> settings) {
            String fault = settings.size() > MOST_SETTINGS
                    ? "has more than " + MOST_SETTINGS + " settings"
                    : collide(settings) ? "has keys that differ in case only" : null;
            for (Map.Entry<String, Value> setting : settings.entrySet()) {
                fault = fault != null ? fault : fault(setting.getKey(), setting.getValue());
            }
            if (fault != null) {
                leftOut.add(SmsProperty.PLUGIN_CONFIG + ", which " + fault);
                return;
            }
            String masked = settings.entrySet().stream()
                    .filter(setting -> setting.getValue() instanceof Value.Masked)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            if (!masked.isEmpty()) {
                leftOut.add(SmsProperty.PLUGIN_CONFIG + ", since the server masks " + masked
                        + " or has it blank; to manage it, write all its settings into the file, and as the value of "
                        + masked + " a reference to the secret");
                return;
            }
            managed = new TreeMap<>();
            settings.forEach((key, value) -> managed(key, value, managed));
        }

        private void managed(String key, Value value, Map<String, Value> managed) {
            if (!(value instanceof Secret secret)) {
                managed.put(key, value);
                return;
            }
            SecretReference reference = SecretReference.parse("ref+file://" + SECRETS + "/{tenant}/" + key);
            secrets.put(reference.of(tenant).path(), secret);
            managed.put(key, reference);
        }

        private static @Nullable String fault(String key, Value value) {
            if (!KEY.matcher(key).matches()) {
                return "has a key that a file cannot hold";
            }
            if (value instanceof Value.Text text) {
                String fault = text.text().length() > LONGEST_SETTING ? "is too long" : fault(text.text());
                return fault == null ? null : "has a setting that " + fault;
            }
            if (value instanceof Secret secret) {
                return secret.isOneLine() ? null : "has a secret of several lines";
            }
            return null;
        }

        private static @Nullable String fault(String text) {
            if (Characters.anyForbidden(text)) {
                return "holds a line break, control or invisible character";
            }
            return text.startsWith(SecretReference.PREFIX) ? "begins as a reference does" : null;
        }

        private static boolean collide(Map<String, Value> settings) {
            TreeSet<String> folded = new TreeSet<>();
            return !settings.keySet().stream().allMatch(key -> folded.add(key.toLowerCase(Locale.ROOT)));
        }

        TenantExport done() {
            return new TenantExport(tenant, new SmsConfig(properties, managed), secrets, leftOut);
        }
    }
}
