package dev.smsconfig.server;

import java.time.Duration;

/**
 * How long a remote call may take.
 *
 * @param connect until the connection stands
 * @param silence between two bytes, the first one of the answer included
 * @param exchange for the whole of it, the body included: a server that drips bytes never exceeds {@code silence}
 */
public record Timeouts(Duration connect, Duration silence, Duration exchange) {

    public static Timeouts standard() {
        return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
