package dev.smsconfig.rollout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A time in which nothing is saved, by the clocks of a zone: it begins the first time they show {@code from} or later, and
 * ends the last time that they show less than {@code to}. An end that comes twice therefore makes it longer; one that a
 * change of the clocks skips is the moment of the change, and a window inside of what is skipped never is.
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
        return skipped(from)
                .orElseGet(() -> ZonedDateTime.ofLocal(from, zone, null)
                        .withEarlierOffsetAtOverlap()
                        .toInstant());
    }

    /** The first moment after it. */
    public Instant ends() {
        return skipped(to)
                .orElseGet(() -> ZonedDateTime.ofLocal(to, zone, null)
                        .withLaterOffsetAtOverlap()
                        .toInstant());
    }

    /** The change that skips this time, or empty where the clocks show it. */
    private Optional<Instant> skipped(LocalDateTime time) {
        return Optional.ofNullable(zone.getRules().getTransition(time))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant);
    }
}
