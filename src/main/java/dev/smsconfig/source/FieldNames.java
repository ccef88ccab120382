package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks names of single fields of a tenant's configuration: {@code NsPluginSender}, {@code NsPluginConfig.cm_key}. */
final class FieldNames {

    private static final String SETTING = SmsConfig.settingField("");
    private static final Schema PROPERTIES =
            Schema.of(Stream.of(SmsProperty.values()).map(SmsProperty::apiName).toArray(String[]::new));
    private static final Schema SETTINGS = Schema.of(Providers.settings().toArray(String[]::new));
    private static final Schema ALL = Schema.of(
            Stream.concat(PROPERTIES.known().stream(), SETTINGS.known().stream().map(SmsConfig::settingField))
                    .toArray(String[]::new));

    private FieldNames() {}

    /** False where there can be no such field, which is reported; a setting may be that of an own plugin. */
    static boolean check(String name, Position at, FileProblems problems) {
        if (ALL.known().contains(name)) {
            return true;
        }
        if (!name.startsWith(SETTING) || !SpecReader.isSettingKey(name.substring(SETTING.length()))) {
            problems.error(Rule.CONFIG_FIELD_NAME, at, refusal(name));
            return false;
        }
        String meant = SETTINGS.closestTo(name.substring(SETTING.length()));
        if (meant != null) {
            problems.warning(
                    Rule.CONFIG_FIELD_NAME,
                    at,
                    "no provider of SuperOffice's has this setting; did you mean '" + SmsConfig.settingField(meant)
                            + "'?");
        }
        return true;
    }

    private static String refusal(String name) {
        @Nullable String meant = ALL.closestTo(name);
        if (meant == null) {
            // the setting's own name, where the property's was left out
            meant = SETTINGS.known().contains(name) ? SmsConfig.settingField(name) : null;
        }
        List<String> known = PROPERTIES.known();
        return meant != null
                ? "no such field; did you mean '" + meant + "'?"
                : "no such field; write one of " + String.join(", ", known) + " or " + SETTING + "KEY";
    }
}
