package dev.smsconfig.evidence;

import dev.smsconfig.audit.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people and programs, the same bytes on every system. */
final class PlainJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final ObjectWriter WRITER = MAPPER.writer()
            .with(new DefaultPrettyPrinter()
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private PlainJson() {}

    /**
     * The body of an event, read.
     *
     * @throws NoEvidenceException where it is none, or the columns of its row say something else
     */
    static Map<String, Object> body(StoredEvent event) {
        Map<String, Object> body;
        try {
            body = MAPPER.readValue(event.body(), new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            // its message quotes the text
            throw NoEvidenceException.damaged("event " + event.seq() + " is no JSON");
        }
        if (!event.type().equals(body.get("type"))
                || !event.runId().equals(body.get("run"))
                || !Objects.equals(event.tenant(), body.get("tenant"))
                || !event.occurredAt().toString().equals(body.get("at"))) {
            throw NoEvidenceException.damaged("the row of event " + event.seq() + " contradicts the event");
        }
        return body;
    }

    /** Text of which nothing is known, or null where it is no JSON. */
    static @Nullable JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            return null; // its message quotes the text
        }
    }

    static byte[] bytes(Map<String, ?> content) {
        return (WRITER.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
