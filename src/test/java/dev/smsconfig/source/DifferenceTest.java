package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final Layer LAYER = Layer.tenant("Cust1", "Cust1.yaml");

    private final Random random = new Random(20261124);

    @Test
    void mergedOverTheLowerConfigurationGivesTheWantedOne() {
        for (int i = 0; i < 20_000; i++) {
            SmsConfig lower = config();
            SmsConfig wanted = config();
            Spec spec = Difference.between(lower, wanted, LAYER);

            SmsConfig merged = Merge.over(lower, spec, at -> {
                throw new AssertionError("removes nothing: " + lower.fields() + " to " + wanted.fields());
            });

            assertThat(merged).isEqualTo(wanted);
        }
    }

    @Test
    void saysNothingWhereTheLowerConfigurationIsTheWantedOne() {
        for (int i = 0; i < 1_000; i++) {
            SmsConfig config = config();
            assertThat(Difference.between(config, config, LAYER).isEmpty()).isTrue();
        }
    }

    private SmsConfig config() {
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            if (random.nextBoolean()) {
                properties.put(property, value());
            }
        }
        Map<String, Value> settings = new HashMap<>();
        for (String key : List.of("a", "b", "c")) {
            if (random.nextBoolean()) {
                settings.put(key, value());
            }
        }
        return new SmsConfig(properties, random.nextInt(3) == 0 ? null : settings);
    }

    private Value value() {
        return Value.text("v" + random.nextInt(2));
    }
}
