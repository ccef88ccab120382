package dev.smsconfig.audit;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from the first moment that belongs to it
 * @param to the first moment that does not any more
 */
public record Period(Instant from, Instant to) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period begins before it ends");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
