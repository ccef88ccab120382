package dev.smsconfig.sample;

import dev.smsconfig.sample.login.Logins;
import dev.smsconfig.sample.wire.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that gets no 200. Carries the answer, in one of the two error shapes of SuperOffice documentation, agents WebAPI; its texts never
 * repeat what the request held.
 */
final class Refusal extends Exception {

    private final transient Answer answer;

    private Refusal(int status, Map<String, String> headers, ObjectNode body) {
        // no stack trace: a refusal is an answer, and a load test gets thousands of them
        super("HTTP " + status, null, false, false);
        this.answer = new Answer(status, headers, new Answer.Tree("Error", body));
    }

    Answer answer() {
        return answer;
    }

    static Refusal invalid(String detail) {
        return new Refusal(400, Map.of(), invalidBody(detail));
    }

    /** Not a refusal by its status: the 200 with an error object that agents may answer. */
    static Answer internalErrorObject() {
        return Answer.ok("Error", invalidBody("The server failed inside the call."));
    }

    /** Where a right is missing. The body's texts of the real server are not documented. */
    static Refusal forbidden(Reason reason, Optional<Language> language) {
        Map<String, String> headers =
                language.isPresent() ? Map.of("Content-Language", language.get().tag()) : Map.of();
        return new Refusal(403, headers, error("SoSentryException", reason.text(language)));
    }

    static Refusal unauthorized() {
        return new Refusal(
                401,
                Map.of("WWW-Authenticate", Logins.challenges()),
                error(
                        "UnauthorizedAccessException",
                        "A valid Authorization header, or X-XSRF-TOKEN with its session, is required;"
                                + " tenants online want SO-AppToken besides."));
    }

    /**
     * The answer of a tenant that does not run (SuperOffice documentation, authentication and tenant status, does not say which): 503 where it will soon, 403 where
     * somebody has to act, 404 where there is nothing.
     */
    static Refusal notRunning(TenantState state) {
        return switch (state) {
            case OFFLINE_MAINTENANCE, PROVISIONING, MIGRATION_PENDING ->
                new Refusal(
                        503,
                        Map.of("Retry-After", "120"),
                        error("ServiceUnavailable", "The tenant is not available now: " + state.wireName() + "."));
            case SUSPENDED ->
                new Refusal(403, Map.of(), error("UnauthorizedAccessException", "The tenant is suspended."));
            default -> notFound("There is no such tenant on this server.");
        };
    }

    static Refusal notFound(String message) {
        return new Refusal(404, Map.of(), error("SoNotFoundException", message));
    }

    static Refusal methodNotAllowed(String allowed) {
        return new Refusal(
                405, Map.of("Allow", allowed), error("MethodNotAllowed", "This path takes " + allowed + " only."));
    }

    static Refusal notAcceptable(List<String> offered) {
        return new Refusal(
                406, Map.of(), error("NotAcceptable", "The answer can be had as " + String.join(", ", offered) + "."));
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(
                413, Map.of(), error("RequestEntityTooLarge", "The body may have at most " + limit + " bytes."));
    }

    static Refusal unsupportedMediaType(String message) {
        return new Refusal(415, Map.of(), error("UnsupportedMediaType", message));
    }

    static Refusal misdirected() {
        return new Refusal(
                421,
                Map.of(),
                error("MisdirectedRequest", "The tenant is not at this host; ask the state API where it is."));
    }

    static Refusal internal(String message) {
        return new Refusal(500, Map.of(), error("SoException", message));
    }

    static Refusal closing() {
        return new Refusal(
                503, Map.of("Connection", "close"), error("ServiceUnavailable", "The server is shutting down."));
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        body.put("Error", true);
        body.put("ErrorType", type);
        body.put("Message", message);
        body.put("ErrorSource", "SuperOffice.Services.Implementation");
        return body;
    }

    private static ObjectNode invalidBody(String detail) {
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        body.put("Message", "The request is invalid.");
        body.put("MessageDetail", detail);
        return body;
    }
}
