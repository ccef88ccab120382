package dev.smsconfig.plan;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares what git says with what the server says. The same comparison decides before a save and proves it after: a
 * save has converged when the plan of the state read back is empty.
 *
 * <p>Only what git manages is compared. Null and the empty text are the same, since the server stores both as an empty
 * row. {@code NsPluginConfig}, once managed, is managed as a whole: a key that git does not set is removed.
 */
public final class Planner {

    private final Fingerprinter fingerprinter;

    public Planner(Fingerprinter fingerprinter) {
        this.fingerprinter = fingerprinter;
    }

    /**
     * @param desired the desired configuration with its references resolved
     * @param lastApplied the state last verified, or null where there never was one
     */
    public Plan plan(SmsConfig desired, ObservedState observed, @Nullable LastApplied lastApplied) {
        Map<String, Value> wanted = desired.fields();
        Map<String, Value> live = observed.config().fields();
        List<FieldChange> changes = new ArrayList<>();
        List<String> unverifiable = new ArrayList<>();
        for (String field : managedFields(desired, live)) {
            Comparison comparison = new Comparison(observed.tenant(), field, wanted.get(field), live.get(field));
            if (comparison.isUnreadable()) {
                if (comparison.wasLastApplied(lastApplied)) {
                    unverifiable.add(field);
                } else {
                    changes.add(comparison.change(desired, lastApplied));
                }
            } else if (!comparison.isEqual()) {
                changes.add(comparison.change(desired, lastApplied));
            }
        }
        return new Plan(observed.tenant(), changes, unverifiable);
    }

    /**
     * What of a reversal is still to be done, and what can't be.
     *
     * @param desired the whole that a save would bring about, resolved
     */
    public Reversal.Found find(
            Reversal reversal, SmsConfig desired, ObservedState observed, @Nullable LastApplied lastApplied) {
        return reversal.find(fingerprinter, desired, observed, lastApplied);
    }

    /**
     * What becomes last applied once {@code desired} (resolved) is verified on the server in all fields but some.
     *
     * @param left fields in which the server keeps what it has: nothing new is known of them
     * @param before what was last applied, or null
     */
    public LastApplied asApplied(TenantId tenant, SmsConfig desired, Set<String> left, @Nullable LastApplied before) {
        if (left.isEmpty()) {
            return asApplied(tenant, desired);
        }
        Map<String, String> fields = new TreeMap<>(asApplied(tenant, desired).fields());
        for (String field : left) {
            String known = before == null ? null : before.fields().get(field);
            if (known == null) {
                fields.remove(field);
            } else {
                fields.put(field, known);
            }
        }
        return new LastApplied(fields);
    }

    /** What becomes last applied once {@code desired} (resolved) is verified on the server. */
    public LastApplied asApplied(TenantId tenant, SmsConfig desired) {
        Map<String, String> fields = new TreeMap<>();
        desired.fields().forEach((field, value) -> {
            String shown = shown(fingerprinter, tenant, field, value, value.isSensitive());
            fields.put(field, Objects.requireNonNullElse(shown, ""));
        });
        if (desired.pluginConfig() != null) {
            fields.put(SmsProperty.PLUGIN_CONFIG, "managed");
        }
        return new LastApplied(fields);
    }

    private static List<String> managedFields(SmsConfig desired, Map<String, Value> live) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        desired.fields().keySet().forEach(field -> fields.put(field, true));
        if (desired.pluginConfig() != null) {
            live.keySet().stream().filter(Planner::isSetting).forEach(field -> fields.put(field, true));
        }
        return List.copyOf(fields.keySet());
    }

    private static boolean isSetting(String field) {
        return field.startsWith(SmsConfig.settingField(""));
    }

    /** The form of a value that may be shown, or null for nothing. */
    static @Nullable String shown(
            Fingerprinter fingerprinter, TenantId tenant, String field, @Nullable Value value, boolean sensitive) {
        if (value == null) {
            return null;
        }
        if (value instanceof Secret secret) {
            return fingerprinter.of(tenant, field, secret).text();
        }
        if (value instanceof Value.Text text) {
            if (text.text().isEmpty() && !isSetting(field)) {
                return null;
            }
            return sensitive
                    ? fingerprinter.of(tenant, field, new Secret(text.text())).text()
                    : text.text();
        }
        return FieldChange.MASKED;
    }

    /** One field, both sides. */
    private final class Comparison {

        private final TenantId tenant;
        private final String field;
        private final @Nullable Value wanted;
        private final @Nullable Value live;

        Comparison(TenantId tenant, String field, @Nullable Value wanted, @Nullable Value live) {
            this.tenant = tenant;
            this.field = field;
            this.wanted = wanted;
            this.live = live;
        }

        /** Git wants a value and the server does not show its own; an unwanted masked value still has to go. */
        boolean isUnreadable() {
            return wanted != null && live instanceof Value.Masked;
        }

        boolean wasLastApplied(@Nullable LastApplied lastApplied) {
            if (lastApplied == null) {
                return false;
            }
            String before = lastApplied.fields().get(field);
            return Objects.equals(before, showAs(before, wanted));
        }

        boolean isEqual() {
            if (wanted instanceof Secret secret && live instanceof Value.Text text) {
                return secret.holds(text.text());
            }
            return Objects.equals(canonical(wanted), canonical(live));
        }

        FieldChange change(SmsConfig desired, @Nullable LastApplied lastApplied) {
            return FieldChange.healed(field, show(live), show(wanted), isSensitive(), cause(desired, lastApplied));
        }

        private Cause cause(SmsConfig desired, @Nullable LastApplied lastApplied) {
            if (lastApplied == null) {
                return Cause.UNKNOWN;
            }
            String before = lastApplied.fields().get(field);
            boolean managedBefore =
                    isSetting(field) ? lastApplied.fields().containsKey(SmsProperty.PLUGIN_CONFIG) : before != null;
            if (!managedBefore) {
                return Cause.PENDING;
            }
            boolean gitMoved = !Objects.equals(before, orEmpty(showAs(before, wanted)));
            boolean liveMoved =
                    !(live instanceof Value.Masked) && !Objects.equals(before, orEmpty(showAs(before, live)));
            if (gitMoved && liveMoved) {
                return Cause.CONFLICT;
            }
            return gitMoved ? Cause.PENDING : Cause.DRIFT;
        }

        /** A managed scalar that is empty is remembered as the empty text; a setting that is gone is not remembered. */
        private @Nullable String orEmpty(@Nullable String shown) {
            return shown == null && !isSetting(field) ? "" : shown;
        }

        private @Nullable Value canonical(@Nullable Value value) {
            boolean empty = value instanceof Value.Text text && text.text().isEmpty();
            return empty && !isSetting(field) ? null : value;
        }

        private @Nullable String show(@Nullable Value value) {
            return shown(fingerprinter, tenant, field, value, isSensitive());
        }

        /** As it would have been shown when {@code before} was, which may have been under an older key. */
        private @Nullable String showAs(@Nullable String before, @Nullable Value value) {
            return shown(fingerprinter.thatMade(before), tenant, field, value, isSensitive());
        }

        private boolean isSensitive() {
            return (wanted != null && wanted.isSensitive()) || (live != null && live.isSensitive());
        }
    }
}
