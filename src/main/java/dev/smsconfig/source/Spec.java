package dev.smsconfig.source;

import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of one layer.
 *
 * @param properties those that the layer sets or removes
 * @param settings the settings that it sets or removes; null where it has no {@code NsPluginConfig}, or removes it
 * @param pluginConfigAt where its {@code NsPluginConfig} or the null in its place stands; null where it has neither
 */
record Spec(
        Layer layer,
        Map<SmsProperty, Written> properties,
        @Nullable Map<String, Written> settings,
        @Nullable Position pluginConfigAt) {

    static Spec empty(Layer layer) {
        return new Spec(layer, Map.of(), null, null);
    }

    boolean isEmpty() {
        return properties.isEmpty() && pluginConfigAt == null;
    }

    /** Whether another layer sets and removes the same, wherever it is written. */
    boolean saysTheSameAs(Spec other) {
        return values(properties).equals(values(other.properties))
                && (pluginConfigAt == null) == (other.pluginConfigAt == null)
                && (settings == null
                        ? other.settings == null
                        : other.settings != null && values(settings).equals(values(other.settings)));
    }

    private static <K> Map<K, Optional<Value>> values(Map<K, Written> written) {
        Map<K, Optional<Value>> values = new HashMap<>();
        written.forEach((key, one) -> values.put(key, Optional.ofNullable(one.value())));
        return values;
    }
}
