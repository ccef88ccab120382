package dev.smsconfig.report.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as a page shows them. */
final class Times {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String utc(@Nullable Instant instant) {
        return instant == null ? "" : UTC.format(instant);
    }

    /** Month and day, in UTC. */
    static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** {@code 0.8 s}, {@code 41 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String lasted(@Nullable Duration duration) {
        if (duration == null) {
            return "no figure";
        }
        long millis = Math.max(0, duration.toMillis());
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = (millis + 500) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
