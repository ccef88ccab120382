package dev.smsconfig.source;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes references that stand for one secret for each tenant into those of one tenant. */
final class TenantReferences {

    private final TenantId tenant;
    private final List<Spec> layers;

    /** @param layers the tenant's, its own last */
    TenantReferences(TenantId tenant, List<Spec> layers) {
        this.tenant = tenant;
        this.layers = layers;
    }

    /**
     * @param problems of the tenant's file: a reference may be good for every tenant but this one
     * @return the configuration itself where it has no such reference
     */
    SmsConfig in(SmsConfig config, FileProblems problems) {
        Map<String, Value> settings = config.pluginConfig();
        if (Stream.concat(
                        config.properties().values().stream(),
                        settings == null ? Stream.empty() : settings.values().stream())
                .noneMatch(TenantReferences::isPerTenant)) {
            return config;
        }
        return new SmsConfig(all(config.properties(), problems), settings == null ? null : all(settings, problems));
    }

    /** The value as this tenant has it. */
    static Value of(TenantId tenant, Value value) {
        return value instanceof SecretReference reference ? reference.of(tenant) : value;
    }

    /** The configuration as this tenant has it, whatever becomes of its references. */
    static SmsConfig all(TenantId tenant, SmsConfig config) {
        Map<String, Value> settings = config.pluginConfig();
        return new SmsConfig(all(tenant, config.properties()), settings == null ? null : all(tenant, settings));
    }

    private static <K> Map<K, Value> all(TenantId tenant, Map<K, Value> values) {
        Map<K, Value> own = new LinkedHashMap<>();
        values.forEach((key, value) -> own.put(key, of(tenant, value)));
        return own;
    }

    private static boolean isPerTenant(Value value) {
        return value instanceof SecretReference reference && reference.isPerTenant();
    }

    private <K> Map<K, Value> all(Map<K, Value> values, FileProblems problems) {
        Map<K, Value> own = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Value resolved = of(tenant, value);
            if (resolved != value && !isWellFormed(resolved)) {
                report(value, problems);
            }
            own.put(key, resolved);
        });
        return own;
    }

    /** An id may have a '-', the name of a variable may not. */
    private static boolean isWellFormed(Value value) {
        try {
            return !(value instanceof SecretReference reference)
                    || SecretReference.parse(reference.text()).equals(reference);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void report(Value value, FileProblems problems) {
        for (Spec layer : layers) {
            Position at = place(value, layer);
            if (at != null) {
                boolean own = layer.layer().kind() == Layer.Kind.TENANT;
                problems.error(
                        Rule.SECRET_REFERENCE,
                        own ? at : Position.START,
                        "with this tenant's id in the place of {tenant} "
                                + (own
                                        ? "this"
                                        : "the reference at " + layer.layer().file() + ":" + at.line() + ":"
                                                + at.column())
                                + " names no environment variable; write another reference in this file");
                return;
            }
        }
    }

    private static @Nullable Position place(Value value, Spec layer) {
        Map<String, Written> settings = layer.settings();
        return Stream.concat(
                        layer.properties().values().stream(),
                        settings == null ? Stream.empty() : settings.values().stream())
                .filter(written -> written.value() == value)
                .map(Written::at)
                .findFirst()
                .orElse(null);
    }
}
