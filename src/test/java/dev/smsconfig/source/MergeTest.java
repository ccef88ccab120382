package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many random stacks of layers, merged by the program and by a reference that looks at one field at a time. */
class MergeTest {

    private static final int STACKS = 20_000;
    private static final SmsConfig NOTHING = new SmsConfig(Map.of(), null);
    private static final List<String> KEYS = List.of("a", "b", "c");

    private final Random random = new Random(20261124);
    private int line;

    @Test
    void givesWhatAFieldByFieldReferenceGives() {
        for (int i = 0; i < STACKS; i++) {
            List<Spec> stack = stack();

            assertThat(merged(stack, new HashSet<>())).as("%s", stack).isEqualTo(reference(stack));
        }
    }

    @Test
    void tellsOfExactlyTheRemovalsThatChangeNothing() {
        for (int i = 0; i < STACKS; i++) {
            List<Spec> stack = stack();
            Set<Position> idle = new HashSet<>();

            merged(stack, idle);

            assertThat(idle).as("%s", stack).isEqualTo(idleByReference(stack));
        }
    }

    /** The fleet and the groups are merged once for all tenants that share them, as if they were one layer. */
    @Test
    void givesTheSameWhereTheLowerLayersAreMergedBefore() {
        for (int i = 0; i < STACKS; i++) {
            List<Spec> stack = stack();
            Set<Position> ignored = new HashSet<>();
            int cut = random.nextInt(stack.size() + 1);
            SmsConfig base = merged(stack.subList(0, cut), ignored);
            Spec asOneLayer = layer(base);
            List<Spec> shorter = new ArrayList<>(List.of(asOneLayer));
            shorter.addAll(stack.subList(cut, stack.size()));

            assertThat(merged(shorter, ignored)).as("%s cut at %d", stack, cut).isEqualTo(merged(stack, ignored));
        }
    }

    @Test
    void changesNothingOfTheLowerConfiguration() {
        for (int i = 0; i < STACKS; i++) {
            List<Spec> stack = stack();
            SmsConfig base = merged(stack, new HashSet<>());
            Map<String, Value> before = Map.copyOf(base.fields());

            Merge.over(base, spec(), at -> {});

            assertThat(base.fields()).isEqualTo(before);
        }
    }

    @Test
    void meansTheSameTwiceAsOnce() {
        for (int i = 0; i < STACKS; i++) {
            SmsConfig base = merged(stack(), new HashSet<>());
            Spec spec = spec();
            SmsConfig once = Merge.over(base, spec, at -> {});

            assertThat(Merge.over(once, spec, at -> {})).as("%s", spec).isEqualTo(once);
        }
    }

    private static SmsConfig merged(List<Spec> stack, Set<Position> idle) {
        SmsConfig config = NOTHING;
        for (Spec spec : stack) {
            config = Merge.over(config, spec, idle::add);
        }
        return config;
    }

    /** For each field, the last layer that has a word on it decides. */
    private static SmsConfig reference(List<Spec> stack) {
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            Value last = null;
            for (Spec spec : stack) {
                Written written = spec.properties().get(property);
                last = written == null ? last : written.value();
            }
            if (last != null) {
                properties.put(property, last);
            }
        }
        int begin = 0; // after the last layer that removes all settings
        for (int i = 0; i < stack.size(); i++) {
            begin = removesAll(stack.get(i)) ? i + 1 : begin;
        }
        Map<String, Value> settings = new HashMap<>();
        boolean managed = false;
        for (Spec spec : stack.subList(begin, stack.size())) {
            Map<String, Written> written = spec.settings();
            managed |= written != null
                    && (written.isEmpty() || written.values().stream().anyMatch(w -> w.value() != null));
        }
        for (String key : KEYS) {
            Value last = null;
            for (Spec spec : stack.subList(begin, stack.size())) {
                Written written =
                        spec.settings() == null ? null : spec.settings().get(key);
                last = written == null ? last : written.value();
            }
            if (last != null) {
                settings.put(key, last);
            }
        }
        return new SmsConfig(properties, managed ? settings : null);
    }

    /** A removal is idle if what lies below it is the same without it. */
    private static Set<Position> idleByReference(List<Spec> stack) {
        Set<Position> idle = new HashSet<>();
        for (int i = 0; i < stack.size(); i++) {
            SmsConfig below = reference(stack.subList(0, i));
            Spec spec = stack.get(i);
            spec.properties().forEach((property, written) -> {
                if (written.value() == null && !below.properties().containsKey(property)) {
                    idle.add(written.at());
                }
            });
            if (removesAll(spec) && below.pluginConfig() == null) {
                idle.add(spec.pluginConfigAt());
            }
            Map<String, Written> settings = spec.settings() == null ? Map.of() : spec.settings();
            settings.forEach((key, written) -> {
                if (written.value() == null
                        && (below.pluginConfig() == null
                                || !below.pluginConfig().containsKey(key))) {
                    idle.add(written.at());
                }
            });
        }
        return idle;
    }

    private static boolean removesAll(Spec spec) {
        return spec.pluginConfigAt() != null && spec.settings() == null;
    }

    private List<Spec> stack() {
        List<Spec> stack = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            stack.add(spec());
        }
        return stack;
    }

    private Spec spec() {
        Map<SmsProperty, Written> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            if (random.nextInt(3) == 0) {
                properties.put(property, written());
            }
        }
        Map<String, Written> settings = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                settings.put(key, written());
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> spec(properties, null, null);
            case 1 -> spec(properties, null, new Position(++line, 1));
            default -> spec(properties, settings, new Position(++line, 1));
        };
    }

    private static Spec layer(SmsConfig config) {
        Position at = new Position(1, 2);
        Map<SmsProperty, Written> properties = new EnumMap<>(SmsProperty.class);
        config.properties().forEach((property, value) -> properties.put(property, new Written(value, at)));
        if (config.pluginConfig() == null) {
            return spec(properties, null, null);
        }
        Map<String, Written> settings = new TreeMap<>();
        config.pluginConfig().forEach((key, value) -> settings.put(key, new Written(value, at)));
        return spec(properties, settings, at);
    }

    private static Spec spec(
            Map<SmsProperty, Written> properties, @Nullable Map<String, Written> settings, @Nullable Position at) {
        return new Spec(Layer.fleet("fleet.yaml"), properties, settings, at);
    }

    private Written written() {
        Value value = random.nextInt(3) == 0 ? null : Value.text("v" + random.nextInt(1_000_000));
        return new Written(value, new Position(++line, 1));
    }
}
