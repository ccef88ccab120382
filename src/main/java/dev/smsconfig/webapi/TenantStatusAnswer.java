package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the state API says of a tenant.
 *
 * @param state one of the documented names, or {@code in an unknown state}: never the server's own text
 * @param api as the server wrote it; empty where the tenant does not run
 * @param until the server's text for how long this holds, or null
 */
record TenantStatusAnswer(
        String state,
        boolean isRunning,
        String api,
        @Nullable String until) {

    private static final String UNKNOWN = "in an unknown state";

    /** By their numbers, which the API may use instead; 7 and 9 are not given out. */
    private static final List<String> STATES = List.of(
            "Unknown",
            "Provisioning",
            "Running",
            "Deleted",
            "Suspended",
            "OnlineMaintenance",
            "OfflineMaintenance",
            UNKNOWN,
            "ProvisioningFailed",
            UNKNOWN,
            "Deleting",
            "DeleteFailed",
            "MigrationPending");

    private static final List<String> RUNNING = List.of("Running", "OnlineMaintenance");

    /** How long an answer holds that does not say it in a way that can be read. */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    /** @throws UnreadableAnswerException where it is of another shape, about another tenant, or contradicts itself */
    static TenantStatusAnswer read(byte[] body, TenantId tenant) throws UnreadableAnswerException {
        Map<String, JsonNode> found = members(body);
        JsonNode context = found.get("ContextIdentifier");
        if (context == null || !context.isString() || !context.stringValue().equalsIgnoreCase(tenant.value())) {
            throw unexpected("the state of another tenant, or of none");
        }
        JsonNode isRunning = found.get("IsRunning");
        if (isRunning == null || !isRunning.isBoolean()) {
            throw unexpected("JSON without IsRunning");
        }
        String state = state(found.get("State"));
        boolean running = isRunning.booleanValue();
        if (!state.equals(UNKNOWN) && running != RUNNING.contains(state)) {
            throw unexpected("JSON that says both that the tenant runs and that it does not");
        }
        JsonNode api = found.get("Api");
        JsonNode until = found.get("ValidUntil");
        return new TenantStatusAnswer(
                state,
                running,
                api != null && api.isString() ? api.stringValue() : "",
                until != null && until.isString() ? until.stringValue() : null);
    }

    /** When to ask again. */
    Instant validUntil(Instant now) {
        if (until == null) {
            return now.plus(UNTOLD);
        }
        try {
            return OffsetDateTime.parse(until).toInstant();
        } catch (DateTimeParseException e) {
            return now.plus(UNTOLD);
        }
    }

    private static String state(@Nullable JsonNode node) {
        if (node != null && node.isInt() && node.intValue() >= 0 && node.intValue() < STATES.size()) {
            return STATES.get(node.intValue());
        }
        String text = node == null ? "" : node.stringValue("");
        return STATES.stream().filter(text::equalsIgnoreCase).findFirst().orElse(UNKNOWN);
    }

    private static Map<String, JsonNode> members(byte[] body) throws UnreadableAnswerException {
        Map<String, JsonNode> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            for (Map.Entry<String, JsonNode> member :
                    SmsConfigJson.MAPPER.readTree(body).properties()) {
                if (found.put(member.getKey(), member.getValue()) != null) {
                    throw unexpected("JSON with the same member twice");
                }
            }
        } catch (JacksonException e) {
            throw new UnreadableAnswerException(Kind.UNEXPECTED, "something else than JSON, perhaps a login page");
        }
        return found;
    }

    private static UnreadableAnswerException unexpected(String what) {
        return new UnreadableAnswerException(Kind.UNEXPECTED, what);
    }
}
