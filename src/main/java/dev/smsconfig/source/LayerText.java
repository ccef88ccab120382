package dev.smsconfig.source;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The text of a group's or a tenant's file. The same layer always gives the same text. */
final class LayerText {

    private final StringBuilder text = new StringBuilder();

    private LayerText() {}

    static String ofGroup(String name, Spec spec) {
        LayerText file = new LayerText();
        file.text.append("apiVersion: smsconfig/v1\nkind: Group\nmetadata:\n  name: ");
        file.text.append(plain(name)).append('\n');
        file.spec(spec);
        return file.text.toString();
    }

    /**
     * @param comments a line each, without the {@code #}
     * @param spec may say nothing, where the groups say it all
     */
    static String ofTenant(TenantId tenant, List<String> comments, List<String> groups, Spec spec) {
        LayerText file = new LayerText();
        comments.forEach(line -> file.text.append("# ").append(line).append('\n'));
        file.text.append("apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata:\n  tenant: ");
        file.text.append(quoted(tenant.value())).append('\n');
        if (!groups.isEmpty()) {
            List<String> names = groups.stream().map(LayerText::plain).toList();
            file.text.append("  groups: [").append(String.join(", ", names)).append("]\n");
        }
        file.spec(spec);
        return file.text.toString();
    }

    private void spec(Spec spec) {
        if (spec.isEmpty()) {
            return;
        }
        text.append("spec:\n");
        for (SmsProperty property : SmsProperty.values()) {
            Written written = spec.properties().get(property);
            if (written != null) {
                line("  ", property.apiName(), value(written));
            }
        }
        if (spec.pluginConfigAt() == null) {
            return;
        }
        Map<String, Written> settings = spec.settings();
        if (settings == null || settings.isEmpty()) {
            line("  ", SmsProperty.PLUGIN_CONFIG, settings == null ? "null" : "{}");
            return;
        }
        text.append("  ").append(SmsProperty.PLUGIN_CONFIG).append(":\n");
        new TreeMap<>(settings).forEach((key, written) -> line("    ", plain(key), value(written)));
    }

    private void line(String indent, String key, String value) {
        text.append(indent).append(key).append(": ").append(value).append('\n');
    }

    private static String value(Written written) {
        Value value = written.value();
        if (value == null) {
            return "null";
        }
        if (value instanceof Value.Text open) {
            return quoted(open.text());
        }
        if (value instanceof SecretReference reference) {
            return quoted(reference.text());
        }
        throw new IllegalArgumentException("a secret, or a value that nobody knows, is not written into a file");
    }

    /** Always in quotes: nothing in them means anything but itself. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
    }

    /** A name of letters, digits, '.', '_' and '-', in quotes where some reader took it for something else. */
    private static String plain(String name) {
        return name.startsWith("-") || Scalars.isInteger(name) || PlainScalar.isAmbiguous(name) ? quoted(name) : name;
    }
}
