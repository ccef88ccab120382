package dev.smsconfig.server;

import java.time.Duration;

/**
 * How persistent retries are.
 *
 * @param attempts at most, the first one included
 * @param base the first pause, before jitter
 * @param multiplier how much longer each next pause is
 * @param cap the longest pause
 * @param longestRetryAfter where a server asks for a longer one, it is not tried again
 */
public record RetrySettings(int attempts, Duration base, double multiplier, Duration cap, Duration longestRetryAfter) {

    /** Three attempts within seconds: what does not come back by then is for the next run. */
    public static RetrySettings standard() {
        return new RetrySettings(3, Duration.ofMillis(500), 2, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }
}
