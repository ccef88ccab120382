package dev.smsconfig.http;

import java.time.Duration;

/**
 * How long one exchange may take.
 *
 * @param connect until a connection to one address stands
 * @param firstByte until the answer begins, and between any two parts of it
 * @param exchange from the call to the last byte of the answer, waiting for a free connection included
 */
public record Timeouts(Duration connect, Duration firstByte, Duration exchange) {

    /** @throws IllegalArgumentException where one is not positive */
    public Timeouts {
        if (!isPositive(connect) || !isPositive(firstByte) || !isPositive(exchange)) {
            throw new IllegalArgumentException("a timeout is longer than zero");
        }
    }

    /** 5 s, 30 s (the official client's) and 60 s. */
    public static Timeouts standard() {
        return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
