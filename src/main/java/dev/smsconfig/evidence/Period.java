package dev.smsconfig.evidence;

import java.time.Instant;

/**
 * What evidence is about.
 *
 * @param from the first moment
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins");
        }
    }
}
