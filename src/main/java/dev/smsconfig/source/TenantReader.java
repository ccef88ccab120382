package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one tenant file. */
final class TenantReader {

    private static final Schema FILE = Schema.of("apiVersion", "kind", "metadata", "spec");
    private static final Schema METADATA = Schema.of("tenant", "labels").later("groups");
    private static final Schema SPEC = Schema.of(Stream.concat(
                    Stream.of(SmsProperty.values()).map(SmsProperty::apiName), Stream.of(SmsProperty.PLUGIN_CONFIG))
            .toArray(String[]::new));

    private static final Pattern SETTING_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Fault BAD_SETTING_KEY = new Fault(
            Rule.CONFIG_SETTING_KEY, "not a key of a setting; write 1 to 64 letters, digits, '_', '.' or '-'");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
    private static final Fault BAD_LABEL = new Fault(
            Rule.TENANT_LABEL,
            "not a label that a selector can name; write 1 to 63 letters, digits, '.', '_', '/' or '-'");
    private static final Pattern COUNTRY_PREFIX = Pattern.compile("\\+[1-9]\\d{0,3}");

    private final PlaintextPolicy plaintext;
    private final FileProblems problems;

    TenantReader(PlaintextPolicy plaintext, FileProblems problems) {
        this.plaintext = plaintext;
        this.problems = problems;
    }

    /**
     * What was read.
     *
     * @param tenantAt where the file names its tenant, or its beginning
     * @param state null where the file has errors
     */
    record Reading(Position tenantAt, @Nullable DesiredState state) {

        static final Reading NOTHING = new Reading(Position.START, null);
    }

    /**
     * @param baseName the file's name without {@code .yaml}, which is to be the tenant's id
     * @param origin the file's path relative to the config folder
     */
    Reading read(Mapping root, String baseName, String origin) {
        if (!Header.admits(root, "SmsConfig", problems)) {
            return Reading.NOTHING;
        }
        Fields fields = new Fields(root, FILE, problems);
        Fields metadata = fields.requiredMapping("metadata", METADATA);
        Node tenantNode = metadata == null ? null : metadata.required("tenant");
        TenantId tenant = tenantNode == null ? null : tenant(tenantNode, baseName);
        Map<String, String> labels = metadata == null ? Map.of() : labels(metadata);
        Fields spec = fields.requiredMapping("spec", SPEC);
        SmsConfig config = spec == null ? null : config(spec);
        Position tenantAt = tenantNode == null ? Position.START : tenantNode.at();
        if (tenant == null || config == null || problems.hasErrors()) {
            return new Reading(tenantAt, null);
        }
        return new Reading(tenantAt, new DesiredState(tenant, config, labels, origin));
    }

    private @Nullable TenantId tenant(Node node, String baseName) {
        String id = Scalars.string(node, problems);
        if (id == null) {
            return null;
        }
        if (!TenantId.isValid(id)) {
            problems.error(
                    Rule.TENANT_ID,
                    node.at(),
                    "not a tenant id; write 1 to 64 letters, digits, '_' or '-', a letter or digit first");
            return null;
        }
        if (!id.equals(baseName)) {
            problems.error(
                    Rule.TENANT_FILE_NAME,
                    node.at(),
                    "the tenant differs from the file's name; rename the file or correct the tenant");
            return null;
        }
        return new TenantId(id);
    }

    private Map<String, String> labels(Fields metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        Node node = metadata.optional("labels");
        Map<String, Entry> entries = node == null ? null : Fields.freeKeys(node, LABEL, BAD_LABEL, problems);
        if (entries != null) {
            entries.forEach((name, entry) -> {
                String value = Scalars.string(entry.value(), problems);
                if (value != null && !LABEL.matcher(value).matches()) {
                    problems.error(BAD_LABEL, entry.value().at());
                } else if (value != null) {
                    labels.put(name, value);
                }
            });
        }
        return labels;
    }

    private SmsConfig config(Fields spec) {
        Values values = new Values(plaintext, problems);
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            Node node = spec.optional(property.apiName());
            Value value = node == null ? null : values.open(node);
            if (node != null && value != null) {
                properties.put(property, value);
                warnOfPrefix(property, value, node.at());
            }
        }
        Node pluginConfig = spec.optional(SmsProperty.PLUGIN_CONFIG);
        if (spec.isEmpty()) {
            problems.error(Rule.CONFIG_EMPTY_SPEC, spec.at(), "sets no property; add one, or remove the file");
        }
        SmsConfig config = new SmsConfig(properties, pluginConfig == null ? null : settings(pluginConfig, values));
        if (!problems.hasErrors()) { // what a broken line holds would be said to be missing
            ConfigLint.report(config, spec::place, problems);
        }
        return config;
    }

    private void warnOfPrefix(SmsProperty property, Value value, Position at) {
        if (property == SmsProperty.DEFAULT_SMS_COUNTRY
                && value instanceof Value.Text text
                && !COUNTRY_PREFIX.matcher(text.text()).matches()) {
            problems.warning(
                    Rule.TENANT_COUNTRY_PREFIX, at, "not a country's prefix; write a plus sign and 1 to 4 digits");
        }
    }

    private @Nullable Map<String, Value> settings(Node node, Values values) {
        Map<String, Entry> entries = Fields.freeKeys(node, SETTING_KEY, BAD_SETTING_KEY, problems);
        if (entries == null) {
            return null;
        }
        Map<String, Value> settings = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            Value value =
                    Sensitivity.isSensitiveSetting(key) ? values.sensitive(entry.value()) : values.open(entry.value());
            if (value != null) {
                settings.put(key, value);
            }
        });
        return settings;
    }
}
