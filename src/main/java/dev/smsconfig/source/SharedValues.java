package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What many tenants' configurations have alike. Sees texts and references, never a secret.
 *
 * @param percent how many of the tenants have to have a value for it to count as shared: 51 to 100, so that no two can
 */
record SharedValues(int percent) {

    /** A value of one is not shared. */
    static final int FEWEST = 2;

    SharedValues {
        if (percent < 51 || percent > 100) {
            throw new IllegalArgumentException("a share is 51 to 100 percent");
        }
    }

    /** {@code lower} with what the tenants share of these properties. */
    SmsConfig of(List<TenantExport> tenants, Collection<SmsProperty> properties, SmsConfig lower) {
        Map<SmsProperty, Value> shared = new EnumMap<>(SmsProperty.class);
        shared.putAll(lower.properties());
        for (SmsProperty property : properties) {
            most(tenants, property).ifPresent(value -> shared.put(property, value));
        }
        return new SmsConfig(shared, lower.pluginConfig());
    }

    /** {@code lower} with the settings that the tenants share, as far as settings are managed at all. */
    SmsConfig withSettings(List<TenantExport> tenants, SmsConfig lower) {
        List<Map<String, Value>> managed = tenants.stream()
                .map(tenant -> tenant.config().pluginConfig())
                .filter(Objects::nonNull)
                .toList();
        Map<String, Value> shared = new TreeMap<>();
        Set<String> keys = new HashSet<>();
        managed.forEach(settings -> keys.addAll(settings.keySet()));
        for (String key : keys) {
            most(managed.stream().map(settings -> settings.get(key)).toList(), managed.size())
                    .ifPresent(value -> shared.put(key, value));
        }
        boolean allEmpty = managed.size() >= FEWEST && keys.isEmpty();
        if (shared.isEmpty() && !allEmpty) {
            return lower;
        }
        if (lower.pluginConfig() != null) {
            lower.pluginConfig().forEach(shared::putIfAbsent);
        }
        return new SmsConfig(lower.properties(), shared);
    }

    /** Whether every one of them has the same value there. */
    static boolean byAll(List<TenantExport> tenants, SmsProperty property) {
        return new SharedValues(100).most(tenants, property).isPresent();
    }

    /** The tenants by their value of a property, as far as they have one; values in the order of their texts. */
    static Map<String, List<TenantExport>> byText(List<TenantExport> tenants, SmsProperty property) {
        Map<String, List<TenantExport>> byText = new TreeMap<>();
        for (TenantExport tenant : tenants) {
            if (tenant.config().properties().get(property) instanceof Value.Text text) {
                byText.computeIfAbsent(text.text(), t -> new ArrayList<>()).add(tenant);
            }
        }
        return byText;
    }

    private Optional<Value> most(List<TenantExport> tenants, SmsProperty property) {
        return most(
                tenants.stream()
                        .map(tenant -> tenant.config().properties().get(property))
                        .toList(),
                tenants.size());
    }

    private Optional<Value> most(List<@Nullable Value> values, int of) {
        Map<Value, Integer> counts = new HashMap<>();
        for (Value value : values) {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= FEWEST && 100L * count.getValue() >= (long) percent * of)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
