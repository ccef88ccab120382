package dev.smsconfig.source;

import dev.smsconfig.source.Providers.Provider;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at whether a tenant's settings are those of its provider. Every finding is a warning: plugins may differ. */
final class ProviderLint {

    private static final String PROVIDER = SmsProperty.NET_SERVER_SMS_PROVIDER.apiName();

    private ProviderLint() {}

    /**
     * @param config what a tenant ends up with, all layers together
     * @return nothing where git does not say the provider: then nobody here knows which settings belong
     */
    static List<Finding> findings(SmsConfig config) {
        if (!(config.properties().get(SmsProperty.NET_SERVER_SMS_PROVIDER) instanceof Value.Text name)) {
            return List.of();
        }
        Provider provider = Providers.named(name.text()).orElse(null);
        if (provider == null) {
            return List.of(unknown(Providers.closestTo(name.text())));
        }
        Map<String, Value> settings = config.pluginConfig();
        return settings == null ? List.of() : settings(provider, settings);
    }

    private static Finding unknown(@Nullable String meant) {
        return Finding.warning(
                Rule.PROVIDER_UNKNOWN,
                PROVIDER,
                meant != null
                        ? "not a provider of SuperOffice's; did you mean '" + meant + "'?"
                        : "not a provider of SuperOffice's, so its settings are not checked; right for an own plugin,"
                                + " else write one of " + String.join(", ", Providers.names()));
    }

    private static List<Finding> settings(Provider provider, Map<String, Value> settings) {
        List<Finding> findings = new ArrayList<>();
        for (String key : settings.keySet()) {
            if (!provider.has(key)) {
                findings.add(strange(provider, key));
            }
        }
        List<String> missing = provider.usual().stream()
                .filter(key -> !settings.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    Rule.PROVIDER_MISSING_SETTING,
                    SmsProperty.PLUGIN_CONFIG,
                    "the provider '" + provider.name() + "' usually needs " + String.join(", ", missing)
                            + " too; add what is missing, a key that git does not set is removed"));
        }
        return findings;
    }

    /** Shows the key only where it is one of ours: a password may stand in its place. */
    private static Finding strange(Provider provider, String key) {
        String field = SmsConfig.settingField(key);
        Provider other = Providers.ofSetting(key).orElse(null);
        if (other != null) {
            return Finding.warning(
                    Rule.PROVIDER_OTHER_SETTING,
                    field,
                    "a setting of '" + other.name() + "', and the provider is '" + provider.name()
                            + "'; remove it, or correct " + PROVIDER);
        }
        String meant = new Schema(provider.usual()).and(provider.other()).closestTo(key);
        return Finding.warning(
                Rule.PROVIDER_UNKNOWN_SETTING,
                field,
                meant != null
                        ? "not a setting of '" + provider.name() + "'; did you mean '" + meant + "'?"
                        : "not a setting of '" + provider.name() + "'; remove it, or write one of "
                                + String.join(", ", provider.usual()));
    }
}
