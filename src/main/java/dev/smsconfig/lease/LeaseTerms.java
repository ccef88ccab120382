package dev.smsconfig.lease;

import java.time.Duration;

/**
 * How long a lease holds.
 *
 * @param length whole seconds, from its last renewal
 * @param beat between two renewals
 * @param trust how long after its last renewal a lease is still relied on for a save: so much less than {@code length}
 *     that the save is answered before another run can take the lease over
 * @param now the database's time as SQL: leases are judged by one clock, however many machines hold them
 */
public record LeaseTerms(Duration length, Duration beat, Duration trust, String now) {

    /** @throws IllegalArgumentException where a lease could not be renewed in time, or would be trusted beyond its end */
    public LeaseTerms {
        if (beat.isZero() || beat.isNegative() || beat.compareTo(trust) >= 0 || trust.compareTo(length) >= 0) {
            throw new IllegalArgumentException("a lease is renewed before it is not trusted, and that before it ends");
        }
    }

    /** 60 s, renewed every 10, trusted for 30: as long as a server has to answer. */
    public static LeaseTerms standard() {
        return new LeaseTerms(
                Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), "CURRENT_TIMESTAMP");
    }
}
