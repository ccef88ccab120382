package dev.smsconfig.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The four settings that a save replaces (SaveSmsConfig.md). None is null: the real server stores them as texts, so
 * what is absent or null in a request is stored as empty (SuperOffice REST reference, CustomerService agent).
 *
 * @param nsPluginConfig the provider's keys and values in the order of the request; usually holds a password
 */
record SmsSettings(
        String defaultSmsCountry,
        String netServerSmsProvider,
        String nsPluginSender,
        Map<String, String> nsPluginConfig) {

    /** What CreateDefaultSmsConfig answers. */
    static final SmsSettings DEFAULTS = new SmsSettings("+47", "", "", Map.of());

    private static final Map<String, String> LEGACY_PLUGIN_CONFIG = new LinkedHashMap<>();

    static {
        LEGACY_PLUGIN_CONFIG.put("cm_serviceId", "1");
        LEGACY_PLUGIN_CONFIG.put("cm_username", "old");
        LEGACY_PLUGIN_CONFIG.put("cm_password", "old");
    }

    /** What a tenant has before its first save: the same for every tenant, and never what git asks for. */
    static final SmsSettings LEGACY = new SmsSettings("+47", "CM", "Legacy", LEGACY_PLUGIN_CONFIG);

    SmsSettings {
        nsPluginConfig = Collections.unmodifiableMap(new LinkedHashMap<>(nsPluginConfig));
    }

    /** Every text changed, keys too. */
    SmsSettings mapTexts(UnaryOperator<String> change) {
        Map<String, String> config = new LinkedHashMap<>();
        nsPluginConfig.forEach((key, value) -> config.put(change.apply(key), change.apply(value)));
        return new SmsSettings(
                change.apply(defaultSmsCountry),
                change.apply(netServerSmsProvider),
                change.apply(nsPluginSender),
                config);
    }

    /** Every value of the plugin's configuration changed, by its key. */
    SmsSettings mapConfig(BinaryOperator<String> change) {
        Map<String, String> config = new LinkedHashMap<>();
        nsPluginConfig.forEach((key, value) -> config.put(key, change.apply(key, value)));
        return new SmsSettings(defaultSmsCountry, netServerSmsProvider, nsPluginSender, config);
    }

    SmsSettings withoutKeys(Set<String> keys) {
        Map<String, String> config = new LinkedHashMap<>(nsPluginConfig);
        config.keySet().removeAll(keys);
        return new SmsSettings(defaultSmsCountry, netServerSmsProvider, nsPluginSender, config);
    }

    /** Without the values: one of them is a password. */
    @Override
    public String toString() {
        return "SmsSettings[***]";
    }
}
