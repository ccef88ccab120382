package dev.smsconfig.server;

import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server in memory that shows what the HTTP client would show of a real one, and fails as it is told. The shared
 * contract ({@link SmsConfigServerContract}) keeps the two alike. Safe for use by several threads.
 */
public final class InMemorySmsConfigServer implements SmsConfigReader, SmsConfigWriter, CapabilityProbe {

    private record Programmed(SaveResult result, boolean applied) {}

    private final Map<TenantId, SmsConfig> stored = new HashMap<>();
    private final Map<TenantId, Queue<Failure>> observeFaults = new HashMap<>();
    private final Map<TenantId, Queue<Programmed>> saveFaults = new HashMap<>();
    private final Map<TenantId, Integer> observes = new HashMap<>();
    private final Map<TenantId, Integer> saves = new HashMap<>();
    private final Map<TenantId, Rights> rights = new HashMap<>();
    private final Map<TenantId, Queue<Capability>> capabilities = new HashMap<>();
    private final Map<TenantId, Integer> probes = new HashMap<>();
    private UnaryOperator<SmsConfig> normalisation = UnaryOperator.identity();

    /** Makes the tenant known, with this configuration; may hold {@link Value.Masked}. */
    public synchronized void put(TenantId tenant, SmsConfig config) {
        stored.put(tenant, config);
    }

    /** What the server says from now on that the caller may do with the tenant's configuration. */
    public synchronized void grant(TenantId tenant, Rights told) {
        rights.put(tenant, told);
    }

    /** What the tenant's next probe that is not yet programmed finds out; the last one programmed stays. */
    public synchronized void answerProbe(TenantId tenant, Capability capability) {
        capabilities.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(capability);
    }

    /** How often the tenant was probed. */
    public synchronized int probes(TenantId tenant) {
        return probes.getOrDefault(tenant, 0);
    }

    /** What the tenant has, as it was put or saved; null where there is no such tenant. */
    public synchronized @Nullable SmsConfig get(TenantId tenant) {
        return stored.get(tenant);
    }

    /** The tenant's next observation that is not yet programmed fails. */
    public synchronized void failObserve(TenantId tenant, Failure failure) {
        observeFaults.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(failure);
    }

    /**
     * The tenant's next save that is not yet programmed is answered so.
     *
     * @param applied whether it is applied, whatever the answer says
     */
    public synchronized void answerSave(TenantId tenant, SaveResult result, boolean applied) {
        saveFaults.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(new Programmed(result, applied));
    }

    /** What the server makes of every configuration that is saved from now on. */
    public synchronized void normalise(UnaryOperator<SmsConfig> change) {
        this.normalisation = change;
    }

    /** How often the tenant was observed, failed attempts included. */
    public synchronized int observes(TenantId tenant) {
        return observes.getOrDefault(tenant, 0);
    }

    /** How often a save came for the tenant, failed attempts included. */
    public synchronized int saves(TenantId tenant) {
        return saves.getOrDefault(tenant, 0);
    }

    @Override
    public synchronized Observation observe(TenantId tenant) {
        observes.merge(tenant, 1, Integer::sum);
        Queue<Failure> faults = observeFaults.get(tenant);
        if (faults != null && !faults.isEmpty()) {
            return new Observation.NotObserved(faults.remove());
        }
        SmsConfig config = stored.get(tenant);
        return config == null
                ? new Observation.NotObserved(unknown())
                : new Observation.Observed(
                        new ObservedState(tenant, shown(config), rights.getOrDefault(tenant, Rights.UNTOLD)));
    }

    @Override
    public synchronized Capability probe(TenantId tenant) {
        probes.merge(tenant, 1, Integer::sum);
        Queue<Capability> programmed = capabilities.get(tenant);
        if (programmed == null) {
            return stored.containsKey(tenant)
                    ? Capability.told(Capability.Save.YES, "10.5.4.1012")
                    : Capability.told(Capability.Save.UNTOLD, null);
        }
        return programmed.size() > 1 ? programmed.remove() : programmed.element();
    }

    @Override
    public synchronized SaveResult save(TenantId tenant, SmsConfig config) {
        config.fields().forEach((field, value) -> {
            if (value instanceof SecretReference || value instanceof Value.Masked) {
                throw new IllegalArgumentException(field + " is not resolved, or masked, and cannot be saved");
            }
        });
        saves.merge(tenant, 1, Integer::sum);
        Queue<Programmed> faults = saveFaults.get(tenant);
        if (faults != null && !faults.isEmpty()) {
            Programmed programmed = faults.remove();
            if (programmed.applied()) {
                stored.put(tenant, normalisation.apply(config));
            }
            return programmed.result();
        }
        if (!stored.containsKey(tenant) || cannotSave(tenant)) {
            return new SaveResult.NotSaved(unknown());
        }
        stored.put(tenant, normalisation.apply(config));
        return new SaveResult.Saved();
    }

    private boolean cannotSave(TenantId tenant) {
        Queue<Capability> programmed = capabilities.get(tenant);
        return programmed != null && programmed.element().save() == Capability.Save.NO;
    }

    private static Failure unknown() {
        return Failure.of(Failure.Kind.NOT_FOUND, "404 from memory:0: no such tenant; check the tenant's id");
    }

    /** The wire knows texts only: what is a secret is told by the setting's name. */
    private static SmsConfig shown(SmsConfig config) {
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        config.properties().forEach((property, value) -> properties.put(property, Value.text(clear(value))));
        Map<String, Value> settings = config.pluginConfig();
        if (settings == null) {
            return new SmsConfig(properties, null);
        }
        Map<String, Value> shown = new TreeMap<>();
        settings.forEach((key, value) -> {
            String text = clear(value);
            Value sensitive = text.isEmpty() || text.equals("•••••") ? new Value.Masked() : new Secret(text);
            shown.put(key, Sensitivity.isSensitiveSetting(key) ? sensitive : Value.text(text));
        });
        return new SmsConfig(properties, shown);
    }

    private static String clear(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof Secret secret ? secret.expose() : "•••••";
    }
}
