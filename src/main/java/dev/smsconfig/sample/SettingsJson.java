package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.InvalidEntityException;
import dev.smsconfig.sample.wire.RequestContentType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The four settings as properties of a tree: on the wire, whatever its form, and in the state file. Names are written as SaveSmsConfig.md has
 * them and read in any case, unknown ones are skipped and of two alike the last counts, as Json.NET does.
 */
final class SettingsJson {

    static final String DEFAULT_SMS_COUNTRY = "DefaultSmsCountry";
    static final String NET_SERVER_SMS_PROVIDER = "NetServerSmsProvider";
    static final String NS_PLUGIN_SENDER = "NsPluginSender";
    static final String NS_PLUGIN_CONFIG = "NsPluginConfig";

    private SettingsJson() {}

    /** @throws InvalidEntityException where {@code node} is no object or a setting has another type than its own */
    static SmsSettings settings(JsonNode node) throws InvalidEntityException {
        if (node.isNull() || node.isMissingNode()) {
            throw RequestContentType.missing();
        }
        if (!node.isObject()) {
            throw new InvalidEntityException("an SmsConfig is a JSON object");
        }
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        node.properties().forEach(p -> byName.put(lowerCase(p.getKey()), p.getValue()));
        return new SmsSettings(
                text(DEFAULT_SMS_COUNTRY, byName.get(lowerCase(DEFAULT_SMS_COUNTRY))),
                text(NET_SERVER_SMS_PROVIDER, byName.get(lowerCase(NET_SERVER_SMS_PROVIDER))),
                text(NS_PLUGIN_SENDER, byName.get(lowerCase(NS_PLUGIN_SENDER))),
                texts(byName.get(lowerCase(NS_PLUGIN_CONFIG))));
    }

    /** Adds the four settings to {@code object}, in the order of SaveSmsConfig.md. */
    static void put(ObjectNode object, SmsSettings settings) {
        object.put(DEFAULT_SMS_COUNTRY, settings.defaultSmsCountry());
        object.put(NET_SERVER_SMS_PROVIDER, settings.netServerSmsProvider());
        object.put(NS_PLUGIN_SENDER, settings.nsPluginSender());
        ObjectNode pluginConfig = object.putObject(NS_PLUGIN_CONFIG);
        settings.nsPluginConfig().forEach(pluginConfig::put);
    }

    private static Map<String, String> texts(@Nullable JsonNode node) throws InvalidEntityException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node == null || node.isNull()) {
            return texts;
        }
        if (!node.isObject()) {
            throw new InvalidEntityException("'" + NS_PLUGIN_CONFIG + "' must be an object whose values are strings");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            requireEncodable(NS_PLUGIN_CONFIG, entry.getKey());
            texts.put(entry.getKey(), text(NS_PLUGIN_CONFIG, entry.getValue()));
        }
        return texts;
    }

    private static String text(String property, @Nullable JsonNode node) throws InvalidEntityException {
        if (node == null || node.isNull()) {
            return "";
        }
        if (!node.isString()) {
            throw new InvalidEntityException(
                    property.equals(NS_PLUGIN_CONFIG)
                            ? "every value in '" + NS_PLUGIN_CONFIG + "' must be a string"
                            : "'" + property + "' must be a string");
        }
        requireEncodable(property, node.stringValue());
        return node.stringValue();
    }

    /** Half a surrogate pair can be written in JSON but not in UTF-8: it could be neither stored nor answered. */
    private static void requireEncodable(String property, String text) throws InvalidEntityException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidEntityException("'" + property + "' holds half a character (a lone surrogate)");
        }
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
