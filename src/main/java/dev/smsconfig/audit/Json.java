package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.Provenance;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that stands in the tables. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static List<FieldChange> changes(String json) {
        return MAPPER.readValue(json, new TypeReference<List<FieldChange>>() {});
    }

    static Provenance provenance(String json) {
        return MAPPER.readValue(json, Provenance.class);
    }

    static Map<String, Object> object(byte[] json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    }

    static Map<String, Object> object(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    }

    static List<Map<String, Object>> objects(String json) {
        return MAPPER.readValue(json, new TypeReference<List<Map<String, Object>>>() {});
    }

    static List<String> texts(String json) {
        return MAPPER.readValue(json, new TypeReference<List<String>>() {});
    }

    static Map<String, String> fields(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
    }
}
