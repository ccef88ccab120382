package dev.smsconfig.server;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The entity on the wire (SaveSmsConfig.md, request and response body), read strictly and written always the same. */
final class SmsConfigJson {

    private static final int DEEPEST = 32;
    private static final Pattern MASK = Pattern.compile("[•*●∙]*");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SmsConfigJson() {}

    /** The body is no JSON, or ends early. */
    static final class MalformedException extends Exception {}

    /** The body is JSON and no SmsConfig. */
    static final class OtherShapeException extends Exception {}

    /**
     * Reads an answer. All four properties have to be there, whatever their values; names are compared without case;
     * whatever else is there is passed over.
     */
    static SmsConfig read(byte[] body) throws MalformedException, OtherShapeException {
        JsonNode entity = parse(body);
        if (!entity.isObject()) {
            throw new OtherShapeException();
        }
        Map<String, JsonNode> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> property : entity.properties()) {
            if (properties.put(property.getKey(), property.getValue()) != null) {
                throw new OtherShapeException();
            }
        }
        Map<SmsProperty, Value> scalars = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            JsonNode value = required(properties, property.apiName());
            if (!value.isNull()) {
                scalars.put(property, Value.text(string(value)));
            }
        }
        return new SmsConfig(scalars, settings(required(properties, SmsProperty.PLUGIN_CONFIG)));
    }

    private static JsonNode parse(byte[] body) throws MalformedException {
        try {
            JsonNode entity = MAPPER.readTree(body);
            if (entity == null || entity.isMissingNode()) {
                throw new MalformedException();
            }
            return entity;
        } catch (JacksonException e) {
            // its message quotes the body
            throw new MalformedException();
        }
    }

    private static JsonNode required(Map<String, JsonNode> properties, String name) throws OtherShapeException {
        JsonNode value = properties.get(name);
        if (value == null) {
            throw new OtherShapeException();
        }
        return value;
    }

    private static @Nullable Map<String, Value> settings(JsonNode node) throws OtherShapeException {
        if (node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw new OtherShapeException();
        }
        Map<String, Value> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> setting : node.properties()) {
            String text = setting.getValue().isNull() ? "" : string(setting.getValue());
            settings.put(setting.getKey(), setting(setting.getKey(), text));
        }
        return settings;
    }

    private static Value setting(String key, String text) {
        if (!Sensitivity.isSensitiveSetting(key)) {
            return Value.text(text);
        }
        return MASK.matcher(text).matches() ? new Value.Masked() : new Secret(text);
    }

    private static String string(JsonNode node) throws OtherShapeException {
        if (!node.isString()) {
            throw new OtherShapeException();
        }
        return node.stringValue();
    }

    /** Writes exactly the four properties, in the page's order with the settings sorted: a repeat has the same bytes. */
    static byte[] write(SmsConfig config) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(body)) {
            json.writeStartObject();
            for (SmsProperty property : SmsProperty.values()) {
                write(property.apiName(), config.properties().get(property), json);
            }
            Map<String, Value> settings = config.pluginConfig();
            if (settings == null) {
                json.writeNullProperty(SmsProperty.PLUGIN_CONFIG);
            } else {
                json.writeObjectPropertyStart(SmsProperty.PLUGIN_CONFIG);
                settings.forEach((key, value) -> write(key, value, json));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return body.toByteArray();
    }

    private static void write(String name, @Nullable Value value, JsonGenerator json) {
        if (value == null) {
            json.writeNullProperty(name);
        } else if (value instanceof Secret secret) {
            json.writeStringProperty(name, secret.expose());
        } else if (value instanceof Value.Text text) {
            json.writeStringProperty(name, text.text());
        } else {
            throw new IllegalArgumentException(name + " is neither a text nor a resolved secret, so it can't be saved");
        }
    }
}
