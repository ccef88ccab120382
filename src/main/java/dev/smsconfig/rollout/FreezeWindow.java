package dev.smsconfig.rollout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A time in which nothing is saved. Where a clock change makes one of its ends ambiguous or skips it, the window is the
 * longer of the possible ones.
 *
 * @param from its first moment on the clocks of {@code zone}
 * @param to the first moment after it
 * @param reason told to whoever is refused
 */
public record FreezeWindow(LocalDateTime from, LocalDateTime to, ZoneId zone, String reason) {

    public FreezeWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a freeze ends after it begins");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(begins()) && instant.isBefore(ends());
    }

    /** Its first moment. */
    public Instant begins() {
        return ZonedDateTime.ofLocal(from, zone, null)
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }

    /** The first moment after it. */
    public Instant ends() {
        return ZonedDateTime.ofLocal(to, zone, null).withLaterOffsetAtOverlap().toInstant();
    }
}
