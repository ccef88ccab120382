package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.ResponseContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One HTTP response.
 *
 * @param headers beside the ones of every response
 */
record Answer(int status, Map<String, String> headers, Content content) {

    /** What the body holds. */
    sealed interface Content {}

    /**
     * A value, written in the form that the caller accepts.
     *
     * @param root the document element in XML; null where the value has no form in XML
     */
    record Tree(@Nullable String root, JsonNode value) implements Content {

        /** The media types that it can be written in. */
        List<String> offers() {
            return root == null ? ResponseContentType.JSON_ONLY : ResponseContentType.SUPPORTED;
        }
    }

    /** HTML, whatever the caller accepts. */
    record Page(String html) implements Content {}

    Answer {
        headers = Map.copyOf(headers);
    }

    /** @param root the document element in XML; null where the value has no form in XML */
    static Answer ok(@Nullable String root, JsonNode value) {
        return new Answer(200, Map.of(), new Tree(root, value));
    }

    /** The same with one more header. */
    Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, content);
    }
}
