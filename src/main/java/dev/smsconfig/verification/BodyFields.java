package dev.smsconfig.verification;

import dev.smsconfig.audit.StoredEvent;
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
     * Whether a row repeats its body as it is.
     *
     * @param body the row's, where it is a canonical object
     */
    static boolean areRepeatedBy(StoredEvent row, @Nullable CanonicalObject body, MomentText moments) {
        String at = moments.of(row.occurredAt());
        return (body != null && stand(row, at, body))
                || of(row.body()).equals(new BodyFields(row.seq(), row.type(), row.runId(), row.tenant(), at));
    }

    /** Whether they stand there to the letter, looked for in the order in which they do. False tells nothing. */
    private static boolean stand(StoredEvent row, String at, CanonicalObject body) {
        String tenant = row.tenant();
        return body.isText("at", at)
                && body.isText("run", row.runId())
                && body.number("seq") == row.seq()
                && (tenant == null ? !body.has("tenant") : body.isText("tenant", tenant))
                && body.isText("type", row.type());
    }

    /** Of bytes that may be anything. */
    static BodyFields of(byte[] body) {
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
}
