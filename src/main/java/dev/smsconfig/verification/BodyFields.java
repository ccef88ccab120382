package dev.smsconfig.verification;

import dev.smsconfig.audit.StoredEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the body of an event says that its row repeats.
 *
 * @param seq -1 where it says none
 */
record BodyFields(
        long seq,
        @Nullable String type,
        @Nullable String run,
        @Nullable String tenant,
        @Nullable String at) {

    private static final BodyFields NONE = new BodyFields(-1, null, null, null, null);
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param body bytes that may be anything
     * @param object the same, where they are a canonical object
     */
    static BodyFields of(byte[] body, @Nullable CanonicalObject object) {
        return object == null ? parsed(body) : read(object, body);
    }

    private static BodyFields read(CanonicalObject object, byte[] body) {
        // in the order in which they stand there
        String at = object.text("at");
        String run = object.text("run");
        long seq = object.number("seq");
        String tenant = object.text("tenant");
        BodyFields fields = new BodyFields(seq, object.text("type"), run, tenant, at);
        boolean unclear = fields.seq < 0
                || fields.type == null
                || fields.run == null
                || fields.at == null
                || (fields.tenant == null && object.has("tenant"));
        return unclear ? parsed(body) : fields;
    }

    private static BodyFields parsed(byte[] body) {
        long seq = -1;
        String type = null;
        String run = null;
        String tenant = null;
        String at = null;
        try (JsonParser parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean text = value == JsonToken.VALUE_STRING;
                switch (name) {
                    case "seq" -> seq = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
                    case "type" -> type = text ? parser.getString() : null;
                    case "run" -> run = text ? parser.getString() : null;
                    case "tenant" -> tenant = text ? parser.getString() : null;
                    case "at" -> at = text ? parser.getString() : null;
                    default -> parser.skipChildren();
                }
            }
            return new BodyFields(seq, type, run, tenant, at);
        } catch (JacksonException e) {
            return NONE; // its message quotes what it can't read
        }
    }

    /** Whether a row repeats it as it is. */
    boolean isRepeatedBy(StoredEvent row, MomentText moments) {
        return row.type().equals(type)
                && row.runId().equals(run)
                && Objects.equals(row.tenant(), tenant)
                && moments.of(row.occurredAt()).equals(at);
    }
}
