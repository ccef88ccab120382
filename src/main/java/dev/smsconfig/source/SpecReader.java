package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of any layer: what holds for a tenant's values holds in a group and in the fleet too. */
final class SpecReader {

    static final Schema SPEC = Schema.of(Stream.concat(
                    Stream.of(SmsProperty.values()).map(SmsProperty::apiName), Stream.of(SmsProperty.PLUGIN_CONFIG))
            .toArray(String[]::new));

    private static final Pattern SETTING_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Fault BAD_SETTING_KEY = new Fault(
            Rule.CONFIG_SETTING_KEY, "not a key of a setting; write 1 to 64 letters, digits, '_', '.' or '-'");
    private static final Pattern COUNTRY_PREFIX = Pattern.compile("\\+[1-9]\\d{0,3}");

    private final Values values;
    private final FileProblems problems;

    SpecReader(PlaintextPolicy plaintext, FileProblems problems) {
        this.values = new Values(plaintext, problems);
        this.problems = problems;
    }

    static boolean isSettingKey(String text) {
        return SETTING_KEY.matcher(text).matches();
    }

    /** What can be read of it; the rest is reported. */
    Spec read(Fields spec, Layer layer) {
        Map<SmsProperty, Written> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            Node node = spec.optional(property.apiName());
            Written written = node == null ? null : written(node, values::open);
            if (written != null) {
                properties.put(property, written);
                warnOfPrefix(property, written);
            }
        }
        Node pluginConfig = spec.optional(SmsProperty.PLUGIN_CONFIG);
        if (pluginConfig == null) {
            return new Spec(layer, properties, null, null);
        }
        Map<String, Written> settings = isRemoval(pluginConfig) ? null : settings(pluginConfig);
        boolean readable = settings != null || isRemoval(pluginConfig);
        return new Spec(layer, properties, settings, readable ? pluginConfig.at() : null);
    }

    private void warnOfPrefix(SmsProperty property, Written written) {
        if (property == SmsProperty.DEFAULT_SMS_COUNTRY
                && written.value() instanceof Value.Text text
                && !COUNTRY_PREFIX.matcher(text.text()).matches()) {
            problems.warning(
                    Rule.TENANT_COUNTRY_PREFIX,
                    written.at(),
                    "not a country's prefix; write a plus sign and 1 to 4 digits");
        }
    }

    private @Nullable Map<String, Written> settings(Node node) {
        Map<String, Entry> entries = Fields.freeKeys(node, SETTING_KEY, BAD_SETTING_KEY, problems);
        if (entries == null) {
            return null;
        }
        Map<String, Written> settings = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            Written written =
                    written(entry.value(), Sensitivity.isSensitiveSetting(key) ? values::sensitive : values::open);
            if (written != null) {
                settings.put(key, written.withKeyAt(entry.key().at()));
            }
        });
        return settings;
    }

    private static @Nullable Written written(Node node, Function<Node, @Nullable Value> reader) {
        if (isRemoval(node)) {
            return new Written(null, node.at());
        }
        Value value = reader.apply(node);
        return value == null ? null : new Written(value, node);
    }

    /**
     * Only a null that somebody wrote: a value that was forgotten, or that begins with {@code #} and so is a comment,
     * must not take a password away.
     */
    private static boolean isRemoval(Node node) {
        return node instanceof Scalar scalar
                && scalar.isNull()
                && !scalar.text().isEmpty();
    }
}
