package dev.smsconfig.report;

import dev.smsconfig.plan.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * A change as people see it: nothing in it can be obeyed by what shows it as plain text, and a secret shows as such, so
 * that those of many tenants fall together.
 *
 * @param from in quotes, or what stands for a secret or a masked value; null where the server holds nothing
 * @param to the same of what it should hold
 */
public record ShownChange(
        String field, @Nullable String from, @Nullable String to) {

    public static ShownChange of(FieldChange change) {
        return new ShownChange(
                Visible.text(change.field()),
                shown(change.from(), change.sensitive()),
                shown(change.to(), change.sensitive()));
    }

    /** {@code "Legacy" -> "Acme"}, {@code + "Acme"} or {@code - "Legacy"}. */
    public String values() {
        if (from == null) {
            return "+ " + (to == null ? "" : to);
        }
        return to == null ? "- " + from : from + " -> " + to;
    }

    private static @Nullable String shown(@Nullable String value, boolean sensitive) {
        if (value == null || value.equals(FieldChange.MASKED)) {
            return value;
        }
        return sensitive ? "(secret)" : Visible.quoted(value);
    }
}
