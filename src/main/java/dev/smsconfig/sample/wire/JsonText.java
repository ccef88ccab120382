package dev.smsconfig.sample.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON to a tree and back. */
public final class JsonText {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** @throws InvalidEntityException where {@code json} is not one well-formed JSON value */
    static JsonNode parse(String json) throws InvalidEntityException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** @throws InvalidEntityException where {@code json} is not one well-formed JSON value in UTF-8 */
    public static JsonNode parse(byte[] json) throws InvalidEntityException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Without the exception's own message, which would quote the text. */
    private static InvalidEntityException malformed(JacksonException e) {
        return new InvalidEntityException("the text is not well-formed JSON" + place(e.getLocation()));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
