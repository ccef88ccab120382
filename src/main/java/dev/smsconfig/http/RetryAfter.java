package dev.smsconfig.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("-?[0-9]+");

    /** The oldest of the three forms of an HTTP date, which is in UTC without saying so; HttpClient cannot read it. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

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
        Instant end = date(text);
        if (end == null) {
            return null;
        }
        Instant told = date == null ? null : date(date.trim());
        Duration wait = Duration.between(told != null ? told : clock.instant(), end);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static @Nullable Instant date(String text) {
        Instant date = DateUtils.parseStandardDate(text);
        if (date != null) {
            return date;
        }
        try {
            return LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
