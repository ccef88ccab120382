package dev.smsconfig.source;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that a change of the config folder concerns: its effective configuration, all layers together, differs.
 *
 * @param fields those that differ, by name; empty where the tenant came, went, or could not be read
 */
public record Affected(TenantId tenant, Kind kind, List<String> fields) {

    /** What happened to it. */
    public enum Kind {
        CHANGED,
        ADDED,
        /** It has no file any more, and so is no longer managed. */
        REMOVED,
        /** Its file had errors before, by today's rules: nobody can say whether it differs. */
        UNREADABLE_BEFORE
    }

    public Affected {
        fields = List.copyOf(fields);
    }

    /**
     * By tenant.
     *
     * @param after without errors
     */
    public static List<Affected> between(Layered before, Configuration after) {
        Map<TenantId, DesiredState> old = new TreeMap<>();
        before.configuration().tenants().forEach(state -> old.put(state.tenant(), state));
        List<Affected> affected = new ArrayList<>();
        for (DesiredState now : after.tenants()) {
            DesiredState was = old.remove(now.tenant());
            if (was != null) {
                List<String> fields = differences(was.config(), now.config());
                if (!fields.isEmpty()) {
                    affected.add(new Affected(now.tenant(), Kind.CHANGED, fields));
                }
            } else {
                boolean unreadable = before.hasTenant(now.tenant().value());
                affected.add(new Affected(now.tenant(), unreadable ? Kind.UNREADABLE_BEFORE : Kind.ADDED, List.of()));
            }
        }
        old.keySet().forEach(tenant -> affected.add(new Affected(tenant, Kind.REMOVED, List.of())));
        affected.sort((one, other) -> one.tenant.compareTo(other.tenant));
        return affected;
    }

    private static List<String> differences(SmsConfig was, SmsConfig now) {
        Map<String, Value> before = was.fields();
        Map<String, Value> after = now.fields();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> fields = new ArrayList<>();
        names.forEach(name -> {
            if (!Objects.equals(before.get(name), after.get(name))) {
                fields.add(name);
            }
        });
        // managed without a setting is more than not managed: it removes the server's
        if (isManaged(was.pluginConfig()) != isManaged(now.pluginConfig())) {
            fields.add(SmsProperty.PLUGIN_CONFIG);
        }
        return fields;
    }

    private static boolean isManaged(@Nullable Map<String, Value> settings) {
        return settings != null;
    }
}
