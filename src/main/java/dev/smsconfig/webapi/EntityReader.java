package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes a SmsConfig out of a tree, whichever format it was written in. Strict: whatever is not a whole SmsConfig is
 * refused, since a half-read one would be taken for what the tenant has.
 */
final class EntityReader {

    /** What the server shows instead of a password; SuperOffice's own is five of the first. */
    private static final Pattern MASK = Pattern.compile("[\\s\\u00a0•*●∙]*");

    private final String format;

    /** @param format for messages: {@code JSON} */
    EntityReader(String format) {
        this.format = format;
    }

    /** @throws UnreadableAnswerException UNEXPECTED where the tree has another shape */
    Entity read(JsonNode root) throws UnreadableAnswerException {
        if (root.isNull()) {
            throw unexpected("null, which is how the WebAPI says that the call failed");
        }
        if (!root.isObject()) {
            throw unexpected(format + " that is no object");
        }
        Map<String, JsonNode> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (found.put(entry.getKey(), entry.getValue()) != null) {
                throw unexpected(format + " with the same property twice");
            }
        }
        if (isErrorObject(found)) {
            throw unexpected("an error object" + ErrorType.of(root));
        }
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            String text = textOrNull(present(found, property.apiName()), property.apiName());
            if (text != null) {
                properties.put(property, Value.text(text));
            }
        }
        SmsConfig config = new SmsConfig(properties, settings(present(found, SmsProperty.PLUGIN_CONFIG)));
        return new Entity(config, RightsReader.of(found.get("TableRight"), found.get("FieldProperties")));
    }

    /** Two keys are in use for the message, and only one of the two error objects has {@code Error}. */
    private static boolean isErrorObject(Map<String, JsonNode> found) {
        JsonNode error = found.get("Error");
        boolean hasKeys = found.containsKey(SmsProperty.DEFAULT_SMS_COUNTRY.apiName());
        boolean hasMessage =
                found.containsKey("Message") || found.containsKey("ErrorMessage") || found.containsKey("MessageDetail");
        boolean saysError =
                error != null && (error.isBoolean() && error.booleanValue() || isTrue(error.stringValue("")));
        return saysError || hasMessage && !hasKeys;
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true");
    }

    private JsonNode present(Map<String, JsonNode> found, String name) throws UnreadableAnswerException {
        JsonNode node = found.get(name);
        if (node == null) {
            throw unexpected(format + " without " + name);
        }
        return node;
    }

    private @Nullable Map<String, Value> settings(JsonNode node) throws UnreadableAnswerException {
        if (node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw unexpected(format + " where " + SmsProperty.PLUGIN_CONFIG + " is no object");
        }
        Map<String, Value> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String text = textOrNull(entry.getValue(), "a setting in " + SmsProperty.PLUGIN_CONFIG);
            String key = wellFormed(entry.getKey(), "the name of a setting");
            settings.put(key, setting(key, text == null ? "" : text));
        }
        return settings;
    }

    private static Value setting(String key, String text) {
        if (!Sensitivity.isSensitiveSetting(key)) {
            return Value.text(text);
        }
        return MASK.matcher(text).matches() ? new Value.Masked() : new Secret(text);
    }

    private @Nullable String textOrNull(JsonNode node, String what) throws UnreadableAnswerException {
        if (node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw unexpected(format + " where " + what + " is no string");
        }
        return wellFormed(node.stringValue(), what);
    }

    /** An escaped half of a surrogate pair passes the parser, and would be saved back as a question mark. */
    private String wellFormed(String text, String what) throws UnreadableAnswerException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw unexpected(format + " where " + what + " is no Unicode text");
        }
        return text;
    }

    static UnreadableAnswerException unexpected(String what) {
        return new UnreadableAnswerException(Kind.UNEXPECTED, what);
    }
}
