package dev.smsconfig.audit;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the trail. What its body says is foreign text.
 *
 * @param type the name of an {@link AuditEvent.Type}, or of one that another version knows
 * @param tenant null for an event of the run as a whole
 * @param body everything that was written down
 */
// 6 parameters: the columns of the trail
public record TrailEvent(
        long seq,
        String runId,
        String type,
        @Nullable String tenant,
        Instant at,
        Map<String, Object> body) {

    public boolean is(AuditEvent.Type other) {
        return type.equals(other.name());
    }

    /** What is written under a name, as text; null where nothing is. */
    public @Nullable String text(String name) {
        Object value = body.get(name);
        return value == null ? null : value.toString();
    }

    /** The number under a name, 0 where there is none. */
    public int number(String name) {
        return body.get(name) instanceof Number number ? number.intValue() : 0;
    }

    /** The texts under a name; empty where there are none. */
    public List<String> texts(String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The maps under a name; empty where there are none. */
    public List<Map<?, ?>> maps(String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(item -> (Map<?, ?>) item)
                        .toList()
                : List.of();
    }

    /** The map under a name; empty where there is none. */
    public Map<?, ?> map(String name) {
        return body.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The differences that it tells of. */
    public List<FieldChange> changes() {
        return maps("changes").stream().map(TrailEvent::change).toList();
    }

    private static FieldChange change(Map<?, ?> change) {
        return new FieldChange(
                String.valueOf(change.get("field")),
                text(change.get("from")),
                text(change.get("to")),
                Boolean.TRUE.equals(change.get("sensitive")),
                named(Cause.class, change.get("cause"), Cause.UNKNOWN),
                named(Treatment.class, change.get("treatment"), Treatment.HEAL));
    }

    /** Another version may have names that this one has not. */
    private static <E extends Enum<E>> E named(Class<E> type, @Nullable Object name, E otherwise) {
        return EnumSet.allOf(type).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
