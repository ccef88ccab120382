package dev.smsconfig.sample;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that gets no 200. Carries the answer, in one of the two error shapes of facts.md, section 2; its texts never
 * repeat what the request held.
 */
final class Refusal extends Exception {

    private final transient Answer answer;

    private Refusal(int status, Map<String, String> headers, ObjectNode body) {
        // no stack trace: a refusal is an answer, and a load test gets thousands of them
        super("HTTP " + status, null, false, false);
        this.answer = new Answer(status, headers, body);
    }

    Answer answer() {
        return answer;
    }

    static Refusal invalid(String detail) {
        ObjectNode body = SettingsJson.MAPPER.createObjectNode();
        body.put("Message", "The request is invalid.");
        body.put("MessageDetail", detail);
        return new Refusal(400, Map.of(), body);
    }

    static Refusal unauthorized() {
        return new Refusal(
                401,
                Map.of("WWW-Authenticate", "Basic realm=\"SuperOffice WebAPI sample\", charset=\"UTF-8\""),
                error("UnauthorizedAccessException", "A valid Authorization header is required."));
    }

    static Refusal notFound(String message) {
        return new Refusal(404, Map.of(), error("SoNotFoundException", message));
    }

    static Refusal methodNotAllowed() {
        return new Refusal(
                405, Map.of("Allow", "POST"), error("MethodNotAllowed", "This operation is invoked by POST."));
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(
                413, Map.of(), error("RequestEntityTooLarge", "The body may have at most " + limit + " bytes."));
    }

    static Refusal unsupportedMediaType(String supported) {
        return new Refusal(
                415, Map.of(), error("UnsupportedMediaType", "The body must have the Content-Type " + supported + "."));
    }

    static Refusal internal(String message) {
        return new Refusal(500, Map.of(), error("SoException", message));
    }

    static Refusal closing() {
        return new Refusal(
                503, Map.of("Connection", "close"), error("ServiceUnavailable", "The server is shutting down."));
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode body = SettingsJson.MAPPER.createObjectNode();
        body.put("Error", true);
        body.put("ErrorType", type);
        body.put("Message", message);
        return body;
    }
}
