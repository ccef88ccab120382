package dev.smsconfig.source;

import dev.smsconfig.state.SmsProperty;
import java.util.Map;
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
}
