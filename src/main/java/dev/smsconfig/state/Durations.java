package dev.smsconfig.state;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a length of time is written: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}; a day has 24 hours. */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    /**
     * Larger units come first, each at most once.
     *
     * @return zero or more, in whole seconds
     * @throws IllegalArgumentException with a message that says what to write instead and repeats nothing
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("write a duration such as 90s, 10m, 1h30m or 2d");
        }
        return Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    /**
     * As {@link #parse} reads it, in the largest units: {@code 1h30m} for ninety minutes, {@code 0s} for nothing.
     *
     * @param duration not negative; what is less than a second is left out
     */
    public static String print(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a length of time is not negative");
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
