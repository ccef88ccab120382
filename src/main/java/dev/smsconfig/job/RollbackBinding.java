package dev.smsconfig.job;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Reversal;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds a run to the way back from another: what each tenant is to have again, what may be saved of it, and the tenants of
 * which something is missing.
 */
public final class RollbackBinding {

    private final List<DesiredState> desired = new ArrayList<>();
    private final Map<TenantId, List<FieldChange>> bound = new HashMap<>();
    private final Map<TenantId, Outcome> setAside = new HashMap<>();

    /**
     * @param saved what the run did to each tenant that is to be taken back
     * @param known tells labels and the file of tenants; of others it says nothing
     */
    public RollbackBinding(
            Map<TenantId, List<FieldChange>> saved, Map<TenantId, DesiredState> known, EarlierSecrets secrets) {
        saved.forEach((tenant, changes) -> add(tenant, Reversal.of(changes), known.get(tenant), secrets));
    }

    private void add(TenantId tenant, Reversal reversal, @Nullable DesiredState known, EarlierSecrets secrets) {
        EarlierSecrets.Found found = secrets.of(
                tenant,
                reversal.changes().stream()
                        .filter(change -> change.sensitive() && change.to() != null)
                        .toList());
        Map<String, Value> values = new TreeMap<>(found.values());
        for (FieldChange change : reversal.changes()) {
            String text = change.to();
            if (text == null) {
                values.remove(change.field());
            } else if (!change.sensitive()) {
                values.put(change.field(), Value.text(text));
            }
        }
        desired.add(new DesiredState(
                tenant,
                config(reversal, values),
                known == null ? Map.of() : known.labels(),
                known == null ? "" : known.origin()));
        bound.put(tenant, reversal.changes());
        if (!found.missing().isEmpty()) {
            setAside.put(tenant, conflict(tenant, reversal, found.missing()));
        }
    }

    /** An empty scalar is what the WebAPI has for none. */
    private static SmsConfig config(Reversal reversal, Map<String, Value> values) {
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        Arrays.stream(SmsProperty.values())
                .filter(property -> reversal.fields().contains(property.apiName()))
                .forEach(property -> properties.put(property, values.getOrDefault(property.apiName(), Value.text(""))));
        String prefix = SmsConfig.settingField("");
        Map<String, Value> settings = new TreeMap<>();
        values.forEach((field, value) -> {
            if (field.startsWith(prefix)) {
                settings.put(field.substring(prefix.length()), value);
            }
        });
        return new SmsConfig(properties, settings);
    }

    private static Outcome conflict(TenantId tenant, Reversal reversal, Map<String, String> missing) {
        List<FieldChange> changes = reversal.changes().stream()
                .filter(change -> missing.containsKey(change.field()))
                .map(change -> FieldChange.healed(
                        change.field(), change.from(), change.to(), change.sensitive(), Cause.CONFLICT))
                .toList();
        return new Outcome(tenant, OutcomeKind.STALE, changes, List.of(), 0, Reversal.conflicts(missing), null);
    }

    /** What each tenant is to have again. */
    public List<DesiredState> desired() {
        return List.copyOf(desired);
    }

    /** What the run goes by. */
    public Basis basis() {
        return Basis.reversal(bound, setAside);
    }
}
