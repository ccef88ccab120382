package dev.smsconfig.server;

import java.time.Duration;

/**
 * How often and when a remote call is tried again. Before attempt n+1 there is a wait of {@code base · multiplier^(n-1)},
 * at most {@code cap}, of which up to half is left off at random.
 *
 * @param attempts how many attempts there are at most, the first one included
 * @param longestRetryAfter where a server asks for a longer wait, nothing is tried again
 */
public record RetrySettings(int attempts, Duration base, double multiplier, Duration cap, Duration longestRetryAfter) {

    /** @throws IllegalArgumentException where nothing would be tried, or the waits would shrink */
    public RetrySettings {
        if (attempts < 1 || !(multiplier >= 1) || base.isNegative() || cap.isNegative()) {
            throw new IllegalArgumentException("retries need at least 1 attempt, a multiplier of at least 1 and waits");
        }
    }

    /** 3 attempts, 500 ms, doubled, at most 20 s; a Retry-After of at most 60 s. */
    public static RetrySettings standard() {
        return new RetrySettings(3, Duration.ofMillis(500), 2, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }
}
