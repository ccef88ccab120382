package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one layer has to say, given those under it: the inverse of {@link Merge}. */
final class Difference {

    private Difference() {}

    /**
     * @param lower what the lower layers give
     * @param wanted what is to come out
     * @return what {@code Merge.over(lower, …)} makes {@code wanted} of; says nothing that lower layers say already, and
     *     removes only what they set
     */
    static Spec between(SmsConfig lower, SmsConfig wanted, Layer layer) {
        Map<SmsProperty, Written> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            Value value = wanted.properties().get(property);
            if (!Objects.equals(value, lower.properties().get(property))) {
                properties.put(property, written(value));
            }
        }
        Map<String, Value> below = lower.pluginConfig();
        Map<String, Value> settings = wanted.pluginConfig();
        if (Objects.equals(below, settings)) {
            return new Spec(layer, properties, null, null);
        }
        return new Spec(
                layer,
                properties,
                settings == null ? null : settings(below == null ? Map.of() : below, settings),
                Position.START);
    }

    private static Map<String, Written> settings(Map<String, Value> below, Map<String, Value> settings) {
        TreeSet<String> keys = new TreeSet<>(below.keySet());
        keys.addAll(settings.keySet());
        Map<String, Written> written = new TreeMap<>();
        for (String key : keys) {
            if (!Objects.equals(settings.get(key), below.get(key))) {
                written.put(key, written(settings.get(key)));
            }
        }
        return written;
    }

    private static Written written(@Nullable Value value) {
        return new Written(value, Position.START);
    }
}
