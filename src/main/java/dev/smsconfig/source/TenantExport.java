package dev.smsconfig.source;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant file made of what its server has. Secrets become references; what a file cannot say stays unmanaged, with the
 * reason as a comment, so that a plan of the file finds nothing to change.
 *
 * @param text the file, or null where there is nothing to say in it
 * @param secrets the secrets by the path of their reference, relative to the config folder
 * @param leftOut what is not in the file, and why; holds no value
 */
public record TenantExport(@Nullable String text, Map<String, Secret> secrets, List<String> leftOut) {

    /** The folder that exported references lead to. */
    public static final String SECRETS = "secrets";

    /** A path's part too: no dot first, so that none leads elsewhere. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    public TenantExport {
        secrets = Map.copyOf(secrets);
        leftOut = List.copyOf(leftOut);
    }

    /** @param observed as it was read from the server, masked values included */
    public static TenantExport of(TenantId tenant, SmsConfig observed) {
        Writing writing = new Writing(tenant);
        for (SmsProperty property : SmsProperty.values()) {
            writing.property(property.apiName(), observed.properties().get(property));
        }
        Map<String, Value> settings = observed.pluginConfig();
        if (settings != null) {
            writing.settings(new TreeMap<>(settings));
        }
        return writing.done();
    }

    private static final class Writing {

        private final TenantId tenant;
        private final StringBuilder spec = new StringBuilder();
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        private final List<String> leftOut = new ArrayList<>();

        Writing(TenantId tenant) {
            this.tenant = tenant;
        }

        void property(String name, @Nullable Value value) {
            if (!(value instanceof Value.Text text)) {
                return;
            }
            String fault = fault(text.text());
            if (fault != null) {
                leftOut.add(name + " " + fault);
                return;
            }
            spec.append("  ")
                    .append(name)
                    .append(": ")
                    .append(quoted(text.text()))
                    .append('\n');
        }

        /** All or none: what a managed map leaves out would be removed from the server. */
        void settings(Map<String, Value> settings) {
            for (Map.Entry<String, Value> setting : settings.entrySet()) {
                String fault = fault(setting.getKey(), setting.getValue());
                if (fault != null) {
                    leftOut.add(SmsProperty.PLUGIN_CONFIG + " " + fault);
                    return;
                }
            }
            if (collide(settings)) {
                leftOut.add(SmsProperty.PLUGIN_CONFIG + " has keys that differ in case only");
                return;
            }
            spec.append("  ").append(SmsProperty.PLUGIN_CONFIG).append(":");
            if (settings.isEmpty()) {
                spec.append(" {}");
            }
            spec.append('\n');
            settings.forEach((key, value) -> spec.append("    ")
                    .append(quotedKey(key))
                    .append(": ")
                    .append(quoted(written(key, value)))
                    .append('\n'));
        }

        private String written(String key, Value value) {
            if (value instanceof Value.Text text) {
                return text.text();
            }
            String path = SECRETS + "/" + tenant.value() + "/" + key;
            secrets.put(path, (Secret) value);
            return SecretReference.PREFIX + "file://" + path;
        }

        private static @Nullable String fault(String key, Value value) {
            if (!KEY.matcher(key).matches()) {
                return "has a key that a file cannot hold";
            }
            if (value instanceof Value.Text text) {
                String fault = fault(text.text());
                return fault == null ? null : "has a setting that " + fault;
            }
            if (value instanceof Secret secret) {
                return secret.isOneLine() ? null : "has a secret of several lines";
            }
            return "has a setting that the server masks or that is blank";
        }

        private static @Nullable String fault(String text) {
            if (Characters.anyForbidden(text)) {
                return "holds a line break, control or invisible character";
            }
            return text.startsWith(SecretReference.PREFIX) ? "begins as a reference does" : null;
        }

        private static boolean collide(Map<String, Value> settings) {
            TreeSet<String> folded = new TreeSet<>();
            return !settings.keySet().stream().allMatch(key -> folded.add(key.toLowerCase(Locale.ROOT)));
        }

        TenantExport done() {
            if (spec.isEmpty()) {
                return new TenantExport(null, secrets, leftOut);
            }
            StringBuilder text = new StringBuilder();
            leftOut.forEach(
                    reason -> text.append("# Not managed: ").append(reason).append(".\n"));
            text.append("apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata:\n  tenant: ")
                    .append(quoted(tenant.value()))
                    .append("\nspec:\n")
                    .append(spec);
            return new TenantExport(text.toString(), secrets, leftOut);
        }
    }

    /** Always in quotes: nothing in them means anything but itself. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
    }

    private static String quotedKey(String key) {
        return Scalars.isInteger(key) || PlainScalar.isAmbiguous(key) ? quoted(key) : key;
    }
}
