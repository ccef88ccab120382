package dev.smsconfig.auth;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object of JSON as a login server gives it; the case of its names makes no difference. */
final class LoginJson {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(64 * 1024)
                            .maxNameLength(1024)
                            .maxNumberLength(100)
                            .maxTokenCount(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Map<String, JsonNode> members;

    private LoginJson(Map<String, JsonNode> members) {
        this.members = members;
    }

    /** Empty where the body is no such object, or has a name twice. */
    static Optional<LoginJson> read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            Map<String, JsonNode> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            if (!root.isObject()) {
                return Optional.empty();
            }
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                if (members.put(entry.getKey(), entry.getValue()) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(new LoginJson(members));
        } catch (JacksonException e) {
            // its message quotes the body
            return Optional.empty();
        }
    }

    static byte[] write(Map<String, String> members) {
        return JSON.writeValueAsBytes(members);
    }

    /** The text of a member; empty where there is none, or it is no string. */
    String text(String name) {
        JsonNode node = members.get(name);
        return node != null && node.isString() ? node.stringValue() : "";
    }

    /** The whole number of a member, also where it is written as a string; empty where it is neither. */
    Optional<Integer> number(String name) {
        JsonNode node = members.get(name);
        String text = node == null ? "" : node.isString() ? node.stringValue() : node.toString();
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether the member is this truth value. */
    boolean is(String name, boolean value) {
        JsonNode node = members.get(name);
        return node != null && node.isBoolean() && node.booleanValue() == value;
    }
}
