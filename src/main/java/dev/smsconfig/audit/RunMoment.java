package dev.smsconfig.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a run as a whole, read from the trail.
 *
 * @param type the name of an {@link AuditEvent.Type}, or of one that another version knows
 * @param body everything that was written down
 */
public record RunMoment(Instant at, String type, Map<String, Object> body) {

    public RunMoment {
        body = Map.copyOf(body);
    }

    /** What is written under a name, as text; null where nothing is. */
    public @Nullable String text(String name) {
        Object value = body.get(name);
        return value == null ? null : value.toString();
    }
}
