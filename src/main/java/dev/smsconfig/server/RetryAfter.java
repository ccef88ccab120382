package dev.smsconfig.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("-?[0-9]+");

    private RetryAfter() {}

    /**
     * How long the server asks to wait; zero where it names a time that has passed, null where it says nothing that can
     * be understood.
     */
    static @Nullable Duration of(Answer answer, Clock clock) {
        String header = answer.header("Retry-After");
        if (header == null) {
            return null;
        }
        String text = header.trim();
        return SECONDS.matcher(text).matches() ? seconds(text) : until(text, answer.header("Date"), clock);
    }

    private static @Nullable Duration seconds(String text) {
        if (text.startsWith("-")) {
            return Duration.ZERO;
        }
        try {
            return Duration.ofSeconds(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Relative to the server's own clock where it tells it: then it does not matter that ours differs. */
    private static @Nullable Duration until(String text, @Nullable String date, Clock clock) {
        Instant end = DateUtils.parseStandardDate(text);
        if (end == null) {
            return null;
        }
        Instant told = date == null ? null : DateUtils.parseStandardDate(date);
        Duration wait = Duration.between(told != null ? told : clock.instant(), end);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
