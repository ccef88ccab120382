package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How outcomes and changes are written into events. */
final class EventBodies {

    private EventBodies() {}

    static List<Map<String, @Nullable Object>> changes(List<FieldChange> changes) {
        return changes.stream().map(EventBodies::change).toList();
    }

    private static Map<String, @Nullable Object> change(FieldChange change) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("field", change.field());
        body.put("from", change.from());
        body.put("to", change.to());
        body.put("sensitive", change.sensitive());
        body.put("cause", change.cause().name());
        if (change.treatment() != Treatment.HEAL) {
            body.put("treatment", change.treatment().name());
        }
        return body;
    }

    /** The changes that an event's body has, as {@link #changes} wrote them. */
    static List<FieldChange> changesIn(Map<String, Object> body) {
        return body.get("changes") instanceof List<?> changes ? Json.changes(Json.text(changes)) : List.of();
    }

    /** What became of the tenant by an event's body; null where it does not say, or in words of another version. */
    static @Nullable OutcomeKind outcomeIn(Map<String, Object> body) {
        Object outcome = body.get("outcome");
        return Arrays.stream(OutcomeKind.values())
                .filter(kind -> kind.name().equals(outcome))
                .findFirst()
                .orElse(null);
    }

    static Map<String, Object> of(Outcome outcome) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", outcome.kind().name());
        body.put("changes", changes(outcome.changes()));
        body.put("unverifiable", outcome.unverifiable());
        body.put("attempts", outcome.attempts());
        String message = outcome.message();
        if (message != null) {
            body.put("message", message);
        }
        return body;
    }
}
