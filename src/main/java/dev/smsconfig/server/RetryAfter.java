package dev.smsconfig.server;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}");

    private RetryAfter() {}

    /**
     * @param date the answer's own {@code Date}, which a date is relative to: the server's clock may be off
     * @return never negative; null where the header is missing or says nothing that can be understood
     */
    static @Nullable Duration parse(@Nullable String header, @Nullable String date, Clock clock) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
        }
        Instant until = instant(text);
        if (until == null) {
            return null;
        }
        Instant now = date == null ? null : instant(date.strip());
        Duration wait = Duration.between(now == null ? clock.instant() : now, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
