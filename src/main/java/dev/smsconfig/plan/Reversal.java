package dev.smsconfig.plan;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way back of one tenant: each field that a run changed is made what it was, where the server still holds what the
 * run left there, and no other field is touched. Decides by fingerprints, under whichever key they were made.
 *
 * @param changes {@code from} is what the run left, {@code to} what the server held before; with cause UNKNOWN where
 *     nothing proved that the run left it
 */
public record Reversal(List<FieldChange> changes) {

    private static final String MOVED = "the server no longer holds what the run left there";
    private static final String UNPROVEN = "the server masks it, and nobody knows whether the run's save arrived";
    private static final String OTHER_SECRET =
            "the secret is no longer the one that was there before: it was changed since";
    private static final String HIDDEN =
            "the server masks it, and the secret in git is not the one that was last verified";

    public Reversal {
        changes = List.copyOf(changes);
    }

    /** The way back from what a run did. */
    public static Reversal of(List<FieldChange> saved) {
        return new Reversal(saved.stream()
                .map(change -> FieldChange.healed(
                        change.field(), change.to(), change.from(), change.sensitive(), change.cause()))
                .toList());
    }

    /**
     * What it comes to.
     *
     * @param plan what is still to be taken back; where there is a conflict, all that cannot be, with cause CONFLICT
     * @param conflicts by field, why it is left alone
     */
    public record Found(Plan plan, Map<String, String> conflicts) {

        /** The conflicts in a sentence. */
        public String text() {
            return Reversal.conflicts(conflicts);
        }
    }

    /**
     * Conflicts in a sentence, by what is wrong.
     *
     * @param conflicts by field, why it is left alone
     */
    public static String conflicts(Map<String, String> conflicts) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        conflicts.forEach((field, reason) ->
                reasons.computeIfAbsent(reason, key -> new ArrayList<>()).add(field));
        return reasons.entrySet().stream()
                .map(reason -> "CONFLICT in " + String.join(", ", reason.getValue()) + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
    }

    /** The fields that are taken back. */
    public Set<String> fields() {
        return changes.stream().map(FieldChange::field).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param desired the whole that a save would bring about, resolved
     * @param lastApplied tells what the server has where it masks it; or null
     */
    public Found find(
            Fingerprinter fingerprinter, SmsConfig desired, ObservedState observed, @Nullable LastApplied lastApplied) {
        Map<String, Value> wanted = desired.fields();
        Map<String, Value> live = observed.config().fields();
        Sides sides = new Sides(fingerprinter, observed.tenant(), lastApplied);
        List<FieldChange> due = new ArrayList<>();
        List<FieldChange> moved = new ArrayList<>();
        Map<String, String> conflicts = new LinkedHashMap<>();
        for (FieldChange change : changes) {
            Value there = live.get(change.field());
            if (there instanceof Value.Masked && change.cause() == Cause.UNKNOWN) {
                conflicts.put(change.field(), UNPROVEN);
                moved.add(conflict(change, FieldChange.MASKED));
                continue;
            }
            if (sides.holds(there, change, change.to())) {
                continue;
            }
            due.add(change);
            if (!sides.holds(there, change, change.from())) {
                conflicts.put(change.field(), MOVED);
                moved.add(conflict(change, sides.shown(there, change, change.from())));
            } else if (!sides.holds(wanted.get(change.field()), change, change.to())) {
                conflicts.put(change.field(), OTHER_SECRET);
                moved.add(conflict(change, change.from()));
            }
        }
        hidden(wanted, live, sides).forEach(field -> conflicts.put(field, HIDDEN));
        return new Found(new Plan(observed.tenant(), conflicts.isEmpty() ? due : moved, List.of()), conflicts);
    }

    private static FieldChange conflict(FieldChange change, @Nullable String there) {
        return FieldChange.healed(change.field(), there, change.to(), change.sensitive(), Cause.CONFLICT);
    }

    /** Fields beside those taken back that a save would send although nobody can say that the server has just that. */
    private List<String> hidden(Map<String, Value> wanted, Map<String, Value> live, Sides sides) {
        Set<String> own = fields();
        return wanted.entrySet().stream()
                .filter(field -> !own.contains(field.getKey())
                        && live.get(field.getKey()) instanceof Value.Masked
                        && !(field.getValue() instanceof Value.Masked)
                        && !sides.wasLastApplied(field.getKey(), field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What is verified on the server once the way back is done: of the fields taken back what they are again, of all others
     * what was known before.
     */
    public LastApplied asApplied(Planner planner, TenantId tenant, SmsConfig desired, @Nullable LastApplied before) {
        Set<String> untouched = new HashSet<>(desired.fields().keySet());
        untouched.add(SmsProperty.PLUGIN_CONFIG);
        if (before != null) {
            untouched.addAll(before.fields().keySet());
        }
        untouched.removeAll(fields());
        return planner.asApplied(tenant, desired, untouched, before);
    }

    /** Values of one tenant as they would have been recorded. */
    private record Sides(
            Fingerprinter fingerprinter,
            TenantId tenant,
            @Nullable LastApplied lastApplied) {

        /** Whether a value is the one that was recorded of a field. */
        boolean holds(@Nullable Value value, FieldChange change, @Nullable String recorded) {
            return Objects.equals(shown(value, change, recorded), recorded);
        }

        /** @param recorded tells by its key how to write a fingerprint */
        @Nullable
        String shown(@Nullable Value value, FieldChange change, @Nullable String recorded) {
            if (value instanceof Value.Masked) {
                return lastApplied == null
                        ? FieldChange.MASKED
                        : lastApplied.fields().get(change.field());
            }
            return Planner.shown(fingerprinter.thatMade(recorded), tenant, change.field(), value, change.sensitive());
        }

        boolean wasLastApplied(String field, Value value) {
            String before = lastApplied == null ? null : lastApplied.fields().get(field);
            return before != null
                    && before.equals(Planner.shown(fingerprinter.thatMade(before), tenant, field, value, true));
        }
    }
}
