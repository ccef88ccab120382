package dev.smsconfig.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is done about a difference, by its cause. PENDING differences are always saved: git moved on purpose.
 *
 * @param drift for DRIFT
 * @param conflict for CONFLICT
 * @param unknown for UNKNOWN
 * @param fields for single fields, whatever the cause is, PENDING excepted; a provider setting is named
 *     {@code NsPluginConfig.key}
 */
public record DriftPolicy(Action drift, Action conflict, Action unknown, Map<String, Action> fields) {

    /** What a fleet has that says nothing about drift: git wins. */
    public static final DriftPolicy HEAL = new DriftPolicy(Action.HEAL, Action.HEAL, Action.HEAL, Map.of());

    public DriftPolicy {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** What is done about a difference of that cause in that field. */
    public Action of(String field, Cause cause) {
        if (cause == Cause.PENDING) {
            return Action.HEAL;
        }
        Action own = fields.get(field);
        if (own != null) {
            return own;
        }
        return switch (cause) {
            case DRIFT -> drift;
            case CONFLICT -> conflict;
            case UNKNOWN -> unknown;
            case PENDING -> Action.HEAL;
        };
    }

    /** What is done about a difference. */
    public enum Action {
        /** The server is made what git says. */
        HEAL,
        /** It is recorded and told, and the server keeps what it has. */
        REPORT,
        /** The tenant fails, and nothing of it is saved. */
        FAIL
    }
}
