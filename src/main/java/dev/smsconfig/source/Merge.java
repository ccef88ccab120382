package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts one layer over what the lower ones give. */
final class Merge {

    private Merge() {}

    /**
     * @param lower what the lower layers give; answered itself where the layer changes nothing
     * @param idle is told of each place where the layer removes what no lower one sets
     */
    static SmsConfig over(SmsConfig lower, Spec spec, Consumer<Position> idle) {
        if (spec.isEmpty()) {
            return lower;
        }
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        properties.putAll(lower.properties());
        spec.properties().forEach((property, written) -> put(properties, property, written, idle));
        return new SmsConfig(properties, settings(lower.pluginConfig(), spec, idle));
    }

    private static @Nullable Map<String, Value> settings(
            @Nullable Map<String, Value> lower, Spec spec, Consumer<Position> idle) {
        if (spec.pluginConfigAt() == null) {
            return lower;
        }
        Map<String, Written> written = spec.settings();
        if (written == null) {
            if (lower == null) {
                idle.accept(spec.pluginConfigAt());
            }
            return null;
        }
        Map<String, Value> settings = new TreeMap<>();
        if (lower != null) {
            settings.putAll(lower);
        }
        written.forEach((key, one) -> put(settings, key, one, idle));
        // managing the map means emptying it on the server: removals of nothing must not be what begins that
        boolean manages =
                lower != null || written.isEmpty() || written.values().stream().anyMatch(one -> one.value() != null);
        return manages ? settings : null;
    }

    private static <K> void put(Map<K, Value> values, K key, Written written, Consumer<Position> idle) {
        Value value = written.value();
        if (value != null) {
            values.put(key, value);
        } else if (values.remove(key) == null) {
            idle.accept(written.at());
        }
    }
}
