package dev.smsconfig.sample.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values have to be. Each passes over what is left out. */
final class Checks {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private Checks() {}

    static void oneOf(Place place, @Nullable String value, Collection<String> allowed) throws ScenarioException {
        if (value != null && !allowed.contains(value)) {
            throw place.error("write one of " + String.join(", ", new TreeSet<>(allowed)));
        }
    }

    static void matches(Place place, @Nullable String value, String regex, String form) throws ScenarioException {
        if (value != null && !value.matches(regex)) {
            throw place.error("write " + form);
        }
    }

    static void host(Place place, @Nullable String value) throws ScenarioException {
        if (value != null && !HOST.matcher(value).matches()) {
            throw place.error("write a host name without scheme, port and path, such as localhost");
        }
    }

    /** Names of rights, with commas between. */
    static void rights(Place place, @Nullable String value, List<String> names) throws ScenarioException {
        if (value != null && !value.equals("absent") && !names.containsAll(Arrays.asList(value.split(", ?", -1)))) {
            throw place.error("write absent, or names with a comma between, of " + String.join(", ", names));
        }
    }

    /** @return {@code otherwise} where the file says nothing */
    static Duration duration(Place place, @Nullable String value, Duration otherwise) throws ScenarioException {
        if (value == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(value);
        if (!parts.matches()) {
            throw place.error("write a whole number and ms, s, m, h or d, such as 90s");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** What goes into a header has neither blanks nor control characters and is not empty. */
    static void token(Place place, String value) throws ScenarioException {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F) || value.isBlank() || !value.equals(value.strip())) {
            throw place.error("write a text of printable ASCII characters without blanks at its ends");
        }
    }
}
