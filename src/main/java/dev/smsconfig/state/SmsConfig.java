package dev.smsconfig.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One SMS configuration, desired or observed.
 *
 * @param properties the scalar properties that are set; a property that is missing is unmanaged in a desired
 *     configuration and null on the server in an observed one
 * @param pluginConfig the provider's settings by key, or null where the whole property is unmanaged (desired) or null
 *     (observed)
 */
public record SmsConfig(
        Map<SmsProperty, Value> properties, @Nullable Map<String, Value> pluginConfig) {

    public SmsConfig {
        Map<SmsProperty, Value> copy = new EnumMap<>(SmsProperty.class);
        copy.putAll(properties);
        properties = Collections.unmodifiableMap(copy);
        if (pluginConfig != null) {
            pluginConfig = Collections.unmodifiableMap(new TreeMap<>(pluginConfig));
        }
    }

    /** The field name of a provider setting, as plans and reports show it: {@code NsPluginConfig.cm_username}. */
    public static String settingField(String key) {
        return SmsProperty.PLUGIN_CONFIG + "." + key;
    }

    /** Every field that is set by its name: the scalar properties in the page's order, then the settings by key. */
    public Map<String, Value> fields() {
        Map<String, Value> fields = new LinkedHashMap<>();
        properties.forEach((property, value) -> fields.put(property.apiName(), value));
        if (pluginConfig != null) {
            pluginConfig.forEach((key, value) -> fields.put(settingField(key), value));
        }
        return fields;
    }

    /** This configuration with what {@code desired} sets put over it: the whole that a save sends. */
    public SmsConfig overlaidBy(SmsConfig desired) {
        Map<SmsProperty, Value> merged = new EnumMap<>(SmsProperty.class);
        merged.putAll(properties);
        merged.putAll(desired.properties);
        return new SmsConfig(merged, desired.pluginConfig != null ? desired.pluginConfig : pluginConfig);
    }

    /**
     * This desired configuration with what {@code live} holds in some fields, which a save then leaves as they are.
     *
     * @param fields names of fields as in {@link #fields()}
     */
    public SmsConfig leaving(Set<String> fields, SmsConfig live) {
        if (fields.isEmpty()) {
            return this;
        }
        Map<SmsProperty, Value> kept = new EnumMap<>(SmsProperty.class);
        kept.putAll(properties);
        for (SmsProperty property : properties.keySet()) {
            if (fields.contains(property.apiName())) {
                kept.remove(property);
            }
        }
        if (pluginConfig == null) {
            return new SmsConfig(kept, null);
        }
        Map<String, Value> settings = new TreeMap<>(pluginConfig);
        settings.keySet().removeIf(key -> fields.contains(settingField(key)));
        if (live.pluginConfig != null) {
            live.pluginConfig.forEach((key, value) -> {
                if (fields.contains(settingField(key))) {
                    settings.put(key, value);
                }
            });
        }
        return new SmsConfig(kept, settings);
    }

    /**
     * What {@code live} becomes where only some fields are made what this has of them. Where {@code live} does not show a
     * setting, this may tell it, so that it can be sent back with the others.
     *
     * @param fields names of fields as in {@link #fields()}; a setting among them that this does not have goes
     */
    public SmsConfig within(Set<String> fields, SmsConfig live) {
        Map<SmsProperty, Value> chosen = new EnumMap<>(SmsProperty.class);
        properties.forEach((property, value) -> {
            if (fields.contains(property.apiName())) {
                chosen.put(property, value);
            }
        });
        Map<String, Value> settings = new TreeMap<>(live.pluginConfig == null ? Map.of() : live.pluginConfig);
        boolean hides = settings.values().stream().anyMatch(Value.Masked.class::isInstance);
        if (!hides && fields.stream().noneMatch(field -> field.startsWith(settingField("")))) {
            return new SmsConfig(chosen, null);
        }
        settings.keySet().removeIf(key -> fields.contains(settingField(key)));
        if (pluginConfig != null) {
            pluginConfig.forEach((key, value) -> {
                if (fields.contains(settingField(key)) || settings.get(key) instanceof Value.Masked) {
                    settings.put(key, value);
                }
            });
        }
        return new SmsConfig(chosen, settings);
    }

    /** This configuration with every reference replaced by the secret it names. */
    public SmsConfig resolve(SecretSource secrets) throws SecretUnavailableException {
        return new SmsConfig(
                resolveAll(properties, secrets), pluginConfig == null ? null : resolveAll(pluginConfig, secrets));
    }

    private static <K> Map<K, Value> resolveAll(Map<K, Value> values, SecretSource secrets)
            throws SecretUnavailableException {
        Map<K, Value> resolved = new LinkedHashMap<>();
        for (Map.Entry<K, Value> entry : values.entrySet()) {
            Value value = entry.getValue();
            resolved.put(
                    entry.getKey(), value instanceof SecretReference reference ? secrets.resolve(reference) : value);
        }
        return resolved;
    }
}
