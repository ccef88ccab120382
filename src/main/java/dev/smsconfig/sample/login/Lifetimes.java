package dev.smsconfig.sample.login;

import java.time.Duration;

/**
 * How long what the server issues is good for (SuperOffice documentation, authentication and tenant status).
 *
 * @param ticket since its last use
 * @param accessToken since it was issued
 * @param jwt of the login's answer, since it was issued
 * @param session of a browser, since its last use
 * @param clockSkew how far a signed system user token's minute may be off, either way
 */
public record Lifetimes(Duration ticket, Duration accessToken, Duration jwt, Duration session, Duration clockSkew) {

    /** Documented: ticket and access token. Not documented, so our choice: the others. */
    public static final Lifetimes DEFAULT = new Lifetimes(
            Duration.ofHours(6),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofMinutes(20),
            Duration.ofMinutes(5));

    /** @throws IllegalArgumentException where one is not positive, or the skew is negative */
    public Lifetimes {
        requirePositive(ticket);
        requirePositive(accessToken);
        requirePositive(jwt);
        requirePositive(session);
        if (clockSkew.isNegative()) {
            throw new IllegalArgumentException("a tolerated clock skew is not negative");
        }
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a lifetime is longer than nothing");
        }
    }
}
