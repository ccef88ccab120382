package dev.smsconfig.report.audit;

import dev.smsconfig.audit.TrailEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which secrets were resolved, by which run and what for: references and versions, never values. */
final class SecretAccesses {

    static final String EVENT = "SECRET_ACCESS";

    /**
     * One reference in one run.
     *
     * @param version what the store calls the version, or null
     * @param first the first event that tells of it
     */
    record Use(
            String run,
            String reference,
            String store,
            @Nullable String version,
            String purpose,
            int count,
            TrailEvent first) {

        // 7 parameters: what an access is, and where it stands

        Use plus(int more) {
            return new Use(run, reference, store, version, purpose, count + more, first);
        }
    }

    private final Map<String, Use> uses = new TreeMap<>();
    private boolean recorded;

    void hear(RunStory run, TrailEvent event) {
        if (!event.type().equals(EVENT)) {
            return;
        }
        recorded = true;
        for (Map<?, ?> access : event.maps("secrets")) {
            String reference = text(access, "reference");
            String purpose = text(access, "purpose");
            @Nullable String version = access.get("version") == null ? null : text(access, "version");
            int count = access.get("count") instanceof Number number ? number.intValue() : 1;
            String key = String.join("\n", run.id(), reference, purpose, String.valueOf(version));
            Use before = uses.get(key);
            uses.put(
                    key,
                    before == null
                            ? new Use(run.id(), reference, text(access, "store"), version, purpose, count, event)
                            : before.plus(count));
        }
    }

    private static String text(Map<?, ?> access, String name) {
        Object value = access.get(name);
        return value == null ? "" : value.toString();
    }

    List<Use> all() {
        return List.copyOf(uses.values());
    }

    /** Whether the trail tells of them at all. */
    boolean isRecorded() {
        return recorded;
    }
}
