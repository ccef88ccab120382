package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.InvalidEntityException;
import java.util.Map;

/** Refuses what a column could not hold: {@code registry.value} has 255 characters (SuperOffice database reference, table registry). */
final class FieldLengths {

    private FieldLengths() {}

    /**
     * @param limit in characters as .NET counts them (UTF-16), for each text, and in the dictionary for each key and each value; 0 for none
     * @throws InvalidEntityException where a text is longer; names the property, and not the key, which is the caller's
     */
    static void require(SmsSettings settings, int limit) throws InvalidEntityException {
        require(SettingsJson.DEFAULT_SMS_COUNTRY, settings.defaultSmsCountry(), limit);
        require(SettingsJson.NET_SERVER_SMS_PROVIDER, settings.netServerSmsProvider(), limit);
        require(SettingsJson.NS_PLUGIN_SENDER, settings.nsPluginSender(), limit);
        for (Map.Entry<String, String> entry : settings.nsPluginConfig().entrySet()) {
            require(SettingsJson.NS_PLUGIN_CONFIG, entry.getKey(), limit);
            require(SettingsJson.NS_PLUGIN_CONFIG, entry.getValue(), limit);
        }
    }

    private static void require(String property, String text, int limit) throws InvalidEntityException {
        if (limit > 0 && text.length() > limit) {
            throw new InvalidEntityException("'" + property + "' has more than " + limit + " characters");
        }
    }
}
