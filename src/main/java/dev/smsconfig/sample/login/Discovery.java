package dev.smsconfig.sample.login;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the tenant directory answers.
 *
 * @param validFor how far in the future {@code ValidUntil} is
 * @param host in the addresses of tenants that have no host of their own; null for 127.0.0.1
 */
public record Discovery(Duration validFor, @Nullable String host) {

    /** Addresses at 127.0.0.1, to ask again after a day. */
    public static final Discovery DEFAULT = new Discovery(Duration.ofDays(1), null);
}
