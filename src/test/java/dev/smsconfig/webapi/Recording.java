package dev.smsconfig.webapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One exchange as it is documented, from {@code src/test/resources/recorded}: a line with its source, the request, a line
 * of {@code ###}, the answer.
 */
record Recording(Message request, Message answer) {

    /**
     * A request or an answer.
     *
     * @param line the first line: method and path, or status
     * @param headers by name, in any case
     */
    record Message(String line, Map<String, String> headers, String body) {

        static Message parse(String text) {
            int end = text.indexOf("\n\n");
            String head = end < 0 ? text.stripTrailing() : text.substring(0, end);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            head.lines().skip(1).forEach(header -> {
                String[] parts = header.split(": ", 2);
                headers.put(parts[0], parts[1]);
            });
            return new Message(
                    head.lines().findFirst().orElse(""),
                    headers,
                    end < 0 ? "" : text.substring(end + 2).strip());
        }
    }

    static Recording of(String name) {
        String path = "/recorded/" + name + ".http";
        try (InputStream file = Objects.requireNonNull(Recording.class.getResourceAsStream(path), path)) {
            String[] parts = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n###\n", 2);
            if (!parts[0].startsWith("# ")) {
                throw new IllegalStateException(path + " does not name its source");
            }
            return new Recording(
                    Message.parse(parts[0].substring(parts[0].indexOf('\n') + 1)), Message.parse(parts[1]));
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The answer as bytes for the wire. */
    String answerOnTheWire() {
        StringBuilder head = new StringBuilder(answer.line().replaceFirst("HTTP/1.1 ", ""));
        answer.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        return dev.smsconfig.http.ScriptedServer.whole(head.toString(), answer.body());
    }
}
