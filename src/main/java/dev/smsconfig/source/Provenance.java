package dev.smsconfig.source;

import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.source.Explanation.Kind;
import dev.smsconfig.source.Explanation.Place;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows the fields of one tenant through its layers. */
final class Provenance {

    private final DesiredState tenant;
    private final List<Spec> layers;

    /** What the layers have for each field, the last one first. */
    private final Map<SmsProperty, LinkedList<Entry>> properties = new TreeMap<>();

    private final Map<String, LinkedList<Entry>> settings = new TreeMap<>();
    private final LinkedList<Entry> pluginConfig = new LinkedList<>();

    /** @param layers those of the tenant, in the order of merging */
    Provenance(DesiredState tenant, List<Spec> layers) {
        this.tenant = tenant;
        this.layers = layers;
    }

    /** Call once. */
    Explanation explain() {
        List<Spec> written = layers.stream().filter(spec -> !spec.isEmpty()).toList();
        written.forEach(this::add);
        SmsConfig config = tenant.config();
        List<Field> fields = new ArrayList<>();
        List<String> unmanaged = new ArrayList<>();
        properties.forEach((property, entries) -> fields.add(field(property.apiName(), entries)));
        for (SmsProperty property : SmsProperty.values()) {
            if (!config.properties().containsKey(property)) {
                unmanaged.add(property.apiName());
            }
        }
        Map<String, Value> managed = config.pluginConfig();
        if (managed == null) {
            unmanaged.add(SmsProperty.PLUGIN_CONFIG);
        }
        if (!pluginConfig.isEmpty() && (managed == null || managed.isEmpty())) {
            // what this overrides shows at each of the settings
            fields.add(new Field(SmsProperty.PLUGIN_CONFIG, pluginConfig.getFirst(), List.of()));
        }
        settings.forEach((key, entries) -> fields.add(field(SmsConfig.settingField(key), entries)));
        return new Explanation(
                tenant.tenant(), written.stream().map(Spec::layer).toList(), fields, unmanaged);
    }

    private static Field field(String name, LinkedList<Entry> entries) {
        return new Field(name, entries.getFirst(), entries.subList(1, entries.size()));
    }

    private void add(Spec spec) {
        spec.properties().forEach((property, written) -> add(properties, property, entry(spec, written)));
        Position at = spec.pluginConfigAt();
        if (at == null) {
            return;
        }
        Map<String, Written> written = spec.settings();
        if (written != null) {
            pluginConfig.addFirst(new Entry(Kind.NO_SETTINGS, null, spec.layer(), place(at, at.line())));
            written.forEach((key, one) -> add(settings, key, entry(spec, one)));
        } else {
            Entry removal = entry(spec, new Written(null, at));
            pluginConfig.addFirst(removal);
            settings.values().stream()
                    .filter(entries -> entries.getFirst().kind() == Kind.SET)
                    .forEach(entries -> entries.addFirst(removal));
        }
    }

    private Entry entry(Spec spec, Written written) {
        Value value = written.value();
        Place place = place(written.at(), written.lastLine());
        return value == null
                ? new Entry(Kind.REMOVED, null, spec.layer(), place)
                : new Entry(Kind.SET, TenantReferences.of(tenant.tenant(), value), spec.layer(), place);
    }

    private static Place place(Position at, int lastLine) {
        return new Place(at.line(), at.column(), lastLine);
    }

    private static <K> void add(Map<K, LinkedList<Entry>> entries, K key, Entry entry) {
        entries.computeIfAbsent(key, k -> new LinkedList<>()).addFirst(entry);
    }
}
