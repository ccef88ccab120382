package dev.smsconfig.plan;

import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.Map;
import java.util.Optional;

/** What is known to forbid a save before it is tried: then none is sent. */
public final class Objection {

    private Objection() {}

    /**
     * @param plan not empty
     * @param desired what git manages; may hold references
     * @return one line with what to do next, or empty where nothing speaks against the save
     */
    public static Optional<String> to(Plan plan, ObservedState before, SmsConfig desired) {
        Rights rights = before.rights();
        if (rights.update() == Permission.DENIED) {
            return Optional.of("the server says that this user may not change the configuration (TableRight without"
                    + " Update); give it the rights of an administrator");
        }
        return hidden(before.config().overlaidBy(desired))
                .or(() -> plan.changes().stream()
                        .flatMap(change -> ofField(change.field(), rights, desired).stream())
                        .findFirst());
    }

    /** What a save would send back as a mask. */
    private static Optional<String> hidden(SmsConfig whole) {
        return whole.fields().entrySet().stream()
                .filter(field -> field.getValue() instanceof Value.Masked)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(field -> field + " is not managed and the server masks it, so a save would overwrite it; set it in"
                        + " git");
    }

    private static Optional<String> ofField(String field, Rights rights, SmsConfig desired) {
        for (SmsProperty property : SmsProperty.values()) {
            Rights.Rule rule = rights.properties().get(property);
            if (rule != null && property.apiName().equals(field)) {
                return ofRule(property, rule, desired);
            }
        }
        boolean isSetting = field.startsWith(SmsConfig.settingField(""));
        return isSetting && rights.settings() == Permission.DENIED
                ? Optional.of(mayNotChange(SmsProperty.PLUGIN_CONFIG))
                : Optional.empty();
    }

    private static String mayNotChange(String property) {
        return "the server says that this user may not change " + property
                + " (FieldRight without Write); give it the right, or leave the property out in git";
    }

    private static Optional<String> ofRule(SmsProperty property, Rights.Rule rule, SmsConfig desired) {
        if (rule.write() == Permission.DENIED) {
            return Optional.of(mayNotChange(property.apiName()));
        }
        Value value = desired.properties().get(property);
        int length = value instanceof Value.Text text ? text.text().length() : 0;
        if (rule.maxLength() > 0 && length > rule.maxLength()) {
            return Optional.of(property.apiName() + " has " + length + " characters in git and the server takes "
                    + rule.maxLength() + "; shorten it");
        }
        return Optional.empty();
    }
}
