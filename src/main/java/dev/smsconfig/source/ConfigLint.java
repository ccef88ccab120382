package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong or doubtful about a tenant's configuration as a whole, all layers together; knows no file. */
final class ConfigLint {

    /** SuperOffice keeps each of the four properties in {@code registry.value}, a String(255). */
    static final int MOST_CHARACTERS = 255;

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,15}");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

    private ConfigLint() {}

    /** @param config what a tenant ends up with; references in it are not resolved, so what they hold is not judged */
    static List<Finding> findings(SmsConfig config) {
        List<Finding> findings = new ArrayList<>();
        config.properties().forEach((property, value) -> {
            if (value instanceof Value.Text text && length(text.text()) > MOST_CHARACTERS) {
                findings.add(Finding.error(
                        Rule.TENANT_TOO_LONG,
                        property.apiName(),
                        "more than 255 characters, which SuperOffice has no room for; shorten it"));
            }
        });
        judgeSender(config.properties().get(SmsProperty.NS_PLUGIN_SENDER), findings);
        judgeLength(config.pluginConfig(), findings);
        findings.addAll(ProviderLint.findings(config));
        return findings;
    }

    private static void judgeSender(@Nullable Value sender, List<Finding> findings) {
        if (sender instanceof Value.Text text
                && length(text.text()) <= MOST_CHARACTERS // else said already
                && !NUMBER.matcher(text.text()).matches()
                && !NAME.matcher(text.text()).matches()) {
            findings.add(Finding.warning(
                    Rule.TENANT_SENDER,
                    SmsProperty.NS_PLUGIN_SENDER.apiName(),
                    "phones show a sender of at most 11 letters A to Z, digits and spaces, at least one a letter, or a"
                            + " number of at most 15 digits; shorten it, or ask your provider"));
        }
    }

    /** A warning only: that the settings are kept as lines in one field is what SuperOffice's page suggests. */
    private static void judgeLength(@Nullable Map<String, Value> settings, List<Finding> findings) {
        if (settings == null) {
            return;
        }
        int least = Math.max(0, settings.size() - 1);
        for (Map.Entry<String, Value> setting : settings.entrySet()) {
            // a secret is counted as one character: it must not be looked at here
            int value = setting.getValue() instanceof Value.Text text ? length(text.text()) : 1;
            least += length(setting.getKey()) + " = ".length() + value;
        }
        if (least > MOST_CHARACTERS) {
            findings.add(Finding.warning(
                    Rule.TENANT_TOO_LONG,
                    SmsProperty.PLUGIN_CONFIG,
                    "more than 255 characters when written as 'key = value' lines, so SuperOffice may cut or refuse it;"
                            + " remove or shorten settings"));
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
