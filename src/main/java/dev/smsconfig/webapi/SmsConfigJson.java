package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** SmsConfig as JSON in UTF-8 (SaveSmsConfig.md). */
final class SmsConfigJson implements WireForm {

    private static final Pattern TYPES =
            Pattern.compile("(application|text)/([a-z0-9.!#$&^_-]+\\+)?json(;charset=\"?(utf-8|us-ascii)\"?)?");

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
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

    private final EntityReader reader = new EntityReader("JSON");

    @Override
    public String contentType() {
        return "application/json; charset=utf-8";
    }

    @Override
    public String accept() {
        return contentType();
    }

    @Override
    public String name() {
        return "JSON";
    }

    @Override
    public boolean reads(String contentType) {
        return TYPES.matcher(contentType).matches();
    }

    /** The four properties in the page's order, settings by key, so that the same configuration gives the same bytes. */
    @Override
    public byte[] body(SmsConfig config) {
        return utf8(MAPPER.writeValueAsString(tree(config)));
    }

    static ObjectNode tree(SmsConfig config) {
        ObjectNode root = MAPPER.createObjectNode();
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
        return root;
    }

    /** BROKEN where it is no JSON, UNEXPECTED where it is JSON of another shape. */
    @Override
    public Entity entity(byte[] body) throws UnreadableAnswerException {
        return reader.read(parse(body));
    }

    private static JsonNode parse(byte[] body) throws UnreadableAnswerException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode root = MAPPER.readTree(text);
            if (root.isMissingNode()) {
                throw new UnreadableAnswerException(Kind.BROKEN, "an empty body");
            }
            return root;
        } catch (CharacterCodingException | StreamReadException e) {
            throw new UnreadableAnswerException(Kind.BROKEN, "a body that is cut short or no JSON");
        } catch (JacksonException e) {
            throw EntityReader.unexpected("JSON that repeats a key, goes on after its end, or is too deep or too long");
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

    static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            // without the cause: nothing of the value may show
            throw new IllegalArgumentException("a value is no Unicode text and cannot be saved");
        }
    }
}
