package dev.smsconfig.http;

import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Spaces out the requests to each host, however many tenants it has: one after the other, never a burst. Safe for use by
 * several threads.
 */
public final class HostRates {

    private final int perSecond;
    private final TimeMeter time;
    private final BlockingStrategy pause;
    private final Map<String, BlockingBucket> buckets = new ConcurrentHashMap<>();

    private HostRates(int perSecond, TimeMeter time, BlockingStrategy pause) {
        this.perSecond = perSecond;
        this.time = time;
        this.pause = pause;
    }

    /** @param perSecond requests a second to one host; 0 for no limit */
    public static HostRates of(int perSecond) {
        return of(perSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    static HostRates of(int perSecond, TimeMeter time, BlockingStrategy pause) {
        return new HostRates(perSecond, time, pause);
    }

    /** Waits for the turn of one request to the host. */
    void await(@Nullable String host) throws InterruptedException {
        if (perSecond > 0) {
            buckets.computeIfAbsent(String.valueOf(host).toLowerCase(Locale.ROOT), any -> bucket())
                    .consume(1, pause);
        }
    }

    private BlockingBucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build()
                .asBlocking();
    }
}
