package dev.smsconfig.evidence;

import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of config files whose values may be shown: those that are known to hold no secret, and no others. */
final class ShownFields {

    private static final Set<String> PROPERTIES =
            Arrays.stream(SmsProperty.values()).map(SmsProperty::apiName).collect(Collectors.toSet());
    private static final Set<String> WHOLE = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "defaultEnvironment",
            "rollout",
            "guards",
            "drift",
            "plans",
            "acceptedDifferences",
            "schedule",
            "allowedSigners");
    private static final Set<String> OF_ENVIRONMENT = Set.of(
            "server",
            "insecure",
            "rate",
            "writes",
            "requireCommit",
            "fourEyes",
            "format",
            "rollout",
            "guards",
            "drift",
            "plans",
            "acceptedDifferences");

    private ShownFields() {}

    /** @param path the keys that lead to a value, from the top of the file */
    static boolean isShown(List<String> path) {
        if (path.isEmpty()) {
            return false;
        }
        switch (path.get(0)) {
            case "spec":
                return isShownInSpec(path);
            case "environments":
                return path.size() > 2 && OF_ENVIRONMENT.contains(path.get(2));
            case "secrets":
                return path.size() == 2 && path.get(1).equals("plaintext");
            default:
                return WHOLE.contains(path.get(0));
        }
    }

    private static boolean isShownInSpec(List<String> path) {
        return path.size() == 2
                ? PROPERTIES.contains(path.get(1))
                : path.size() == 3
                        && path.get(1).equals(SmsProperty.PLUGIN_CONFIG)
                        && !Sensitivity.isSensitiveSetting(path.get(2));
    }
}
