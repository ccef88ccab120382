package dev.smsconfig.report.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as texts.
 *
 * @param zone whose clocks times are shown by
 */
record Texts(ZoneId zone) {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** In an hour that the clocks show twice. */
    private static final DateTimeFormatter DOUBTFUL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** For programs: times in ISO 8601 with their offset; nothing for what is not known. */
    String exact(@Nullable Object value) {
        return value instanceof Instant at
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone))
                : text(value);
    }

    /** For people: times to the second, by the zone's clocks, with an offset only where these leave a doubt. */
    String readable(@Nullable Object value) {
        if (!(value instanceof Instant at)) {
            return text(value);
        }
        ZonedDateTime local = at.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return (twice ? DOUBTFUL : SHORT).format(local);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining("; "));
        }
        return value.toString();
    }
}
