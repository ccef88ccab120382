package dev.smsconfig.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses tenants by their labels: {@code ring=canary} or {@code ring=canary,country=no}, where all must hold.
 *
 * @param required each label's name and the value it must have; empty matches every tenant
 */
public record LabelSelector(Map<String, String> required) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._/-]{0,62}";
    private static final Pattern TERM = Pattern.compile("\\s*(" + NAME + ")\\s*==?\\s*(" + NAME + ")\\s*");
    private static final LabelSelector EVERYTHING = new LabelSelector(Map.of());

    public LabelSelector {
        required = Collections.unmodifiableMap(new LinkedHashMap<>(required));
    }

    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /** @throws IllegalArgumentException with a message that says what to write instead */
    public static LabelSelector parse(String expression) {
        Map<String, String> required = new LinkedHashMap<>();
        for (String term : expression.split(",", -1)) {
            Matcher matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "this version selects by equality only; write label=value, several with a comma between them");
            }
            if (required.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalArgumentException("a label can have one value only; name each label once");
            }
        }
        return new LabelSelector(required);
    }

    public boolean matches(Map<String, String> labels) {
        return required.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
    }
}
