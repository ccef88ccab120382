package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SmsConfig as the WebAPI writes it (SaveSmsConfig.md). Reading is strict: whatever is not a whole SmsConfig is refused,
 * since a half-read one would be taken for what the tenant has.
 */
final class SmsConfigJson {

    /** What the server shows instead of a password; SuperOffice's own is five of the first. */
    private static final Pattern MASK = Pattern.compile("[\\s\\u00a0•*●∙]*");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(64 * 1024)
                            .maxNameLength(1024)
                            .maxNumberLength(100)
                            .maxTokenCount(100_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private SmsConfigJson() {}

    /**
     * The body of a save: the four properties in the page's order, settings by key, so that the same configuration
     * gives the same bytes.
     *
     * @throws IllegalArgumentException where a value is not resolved or masked, or is no Unicode text; shows no value
     */
    static byte[] write(SmsConfig config) {
        ObjectNode root = JSON.createObjectNode();
        for (SmsProperty property : SmsProperty.values()) {
            Value value = config.properties().get(property);
            root.put(property.apiName(), value == null ? null : clear(property.apiName(), value));
        }
        Map<String, Value> settings = config.pluginConfig();
        if (settings == null) {
            root.putNull(SmsProperty.PLUGIN_CONFIG);
        } else {
            ObjectNode object = root.putObject(SmsProperty.PLUGIN_CONFIG);
            new TreeMap<>(settings).forEach((key, value) -> object.put(key, clear(SmsConfig.settingField(key), value)));
        }
        return utf8(JSON.writeValueAsString(root));
    }

    /**
     * @param body what the server says is JSON in UTF-8
     * @throws UnreadableAnswerException BROKEN where it is no JSON, UNEXPECTED where it is JSON of another shape
     */
    static SmsConfig read(byte[] body) throws UnreadableAnswerException {
        JsonNode root = parse(body);
        if (root.isNull()) {
            throw unexpected("null, which is how the WebAPI says that the call failed");
        }
        if (!root.isObject()) {
            throw unexpected("JSON that is no object");
        }
        Map<String, JsonNode> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (found.put(entry.getKey(), entry.getValue()) != null) {
                throw unexpected("JSON with the same property twice");
            }
        }
        if (isErrorObject(found)) {
            throw unexpected("an error object");
        }
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            String text = textOrNull(present(found, property.apiName()), property.apiName());
            if (text != null) {
                properties.put(property, Value.text(text));
            }
        }
        return new SmsConfig(properties, settings(present(found, SmsProperty.PLUGIN_CONFIG)));
    }

    private static boolean isErrorObject(Map<String, JsonNode> found) {
        JsonNode error = found.get("Error");
        boolean hasKeys = found.containsKey(SmsProperty.DEFAULT_SMS_COUNTRY.apiName());
        boolean hasMessage = found.containsKey("Message") || found.containsKey("MessageDetail");
        return error != null && error.isBoolean() && error.booleanValue() || hasMessage && !hasKeys;
    }

    private static JsonNode present(Map<String, JsonNode> found, String name) throws UnreadableAnswerException {
        JsonNode node = found.get(name);
        if (node == null) {
            throw unexpected("JSON without " + name);
        }
        return node;
    }

    private static @Nullable Map<String, Value> settings(JsonNode node) throws UnreadableAnswerException {
        if (node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw unexpected("JSON where " + SmsProperty.PLUGIN_CONFIG + " is no object");
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

    private static @Nullable String textOrNull(JsonNode node, String what) throws UnreadableAnswerException {
        if (node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw unexpected("JSON where " + what + " is no string");
        }
        return wellFormed(node.stringValue(), what);
    }

    /** An escaped half of a surrogate pair passes the parser, and would be saved back as a question mark. */
    private static String wellFormed(String text, String what) throws UnreadableAnswerException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw unexpected("JSON where " + what + " is no Unicode text");
        }
        return text;
    }

    private static JsonNode parse(byte[] body) throws UnreadableAnswerException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode root = JSON.readTree(text);
            if (root.isMissingNode()) {
                throw new UnreadableAnswerException(Kind.BROKEN, "an empty body");
            }
            return root;
        } catch (CharacterCodingException | StreamReadException e) {
            throw new UnreadableAnswerException(Kind.BROKEN, "a body that is cut short or no JSON");
        } catch (JacksonException e) {
            throw unexpected("JSON that repeats a key, goes on after its end, or is too deep or too long");
        }
    }

    private static String clear(String field, Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Secret secret) {
            return secret.expose();
        }
        throw new IllegalArgumentException(field + " is not resolved, or masked, and cannot be saved");
    }

    private static byte[] utf8(String json) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            // without the cause: nothing of the value may show
            throw new IllegalArgumentException("a value is no Unicode text and cannot be saved");
        }
    }

    private static UnreadableAnswerException unexpected(String what) {
        return new UnreadableAnswerException(Kind.UNEXPECTED, what);
    }
}
