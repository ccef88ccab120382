package dev.smsconfig.source;

import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one tenant come from.
 *
 * @param layers those that write something, in the order of merging
 * @param fields every field that a layer writes: the properties, then {@code NsPluginConfig} where it is removed or left
 *     without settings, then the settings by key
 * @param unmanaged the properties that stay as the server has them
 */
public record Explanation(TenantId tenant, List<Layer> layers, List<Field> fields, List<String> unmanaged) {

    public Explanation {
        layers = List.copyOf(layers);
        fields = List.copyOf(fields);
        unmanaged = List.copyOf(unmanaged);
    }

    /**
     * One field.
     *
     * @param effective what counts
     * @param overridden what lower layers have for it, the next lower one first
     */
    public record Field(String name, Entry effective, List<Entry> overridden) {

        public Field {
            overridden = List.copyOf(overridden);
        }
    }

    /** What an entry does to its field. */
    public enum Kind {
        SET,
        /** The layer takes away what lower ones set. */
        REMOVED,
        /** {@code NsPluginConfig} is managed and has no setting: the server's are all removed. */
        NO_SETTINGS
    }

    /**
     * What one layer has for a field.
     *
     * @param value where it sets one: a text, a reference (with the tenant's id in it) or a secret, never resolved
     */
    public record Entry(Kind kind, @Nullable Value value, Layer layer, Place place) {}

    /**
     * Where a value stands in its layer's file; all numbers count from 1.
     *
     * @param lastLine the line it ends on: a later one only for a block scalar
     */
    public record Place(int line, int column, int lastLine) {}

    /**
     * The part about one field; {@code NsPluginConfig} has all settings.
     *
     * @return empty where the field is neither written nor a property
     */
    public Optional<Explanation> only(String field) {
        boolean settings = field.equals(SmsProperty.PLUGIN_CONFIG);
        List<Field> some = fields.stream()
                .filter(one ->
                        one.name().equals(field) || settings && one.name().startsWith(field + "."))
                .toList();
        List<String> left = unmanaged.contains(field) ? List.of(field) : List.of();
        return some.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Explanation(tenant, layers, some, left));
    }

    /** The field that was probably meant where there is none of this name. */
    public Optional<String> closestField(String name) {
        List<String> names = new ArrayList<>(SpecReader.SPEC.known());
        fields.forEach(field -> names.add(field.name()));
        return names.stream()
                .filter(known -> known.endsWith("." + name))
                .findFirst()
                .or(() -> Optional.ofNullable(
                        Schema.of(names.toArray(String[]::new)).closestTo(name)));
    }
}
