package dev.smsconfig.rollout;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout may cost: told before it begins.
 *
 * @param failureLimit the failure at which it stops
 * @param waves in how many waves something is to be saved
 * @param saves how many tenants are to be saved
 * @param soaking how long it waits for soaks
 * @param duration how long it takes with them, from the time that observing took; null where nothing was observed
 */
public record Forecast(
        int failureLimit,
        int waves,
        int saves,
        Duration soaking,
        @Nullable Duration duration) {

    /** A save observes its tenant, asks what its server can do, saves, and observes again. */
    private static final int VISITS_OF_A_SAVE = 3;

    /**
     * @param waves those in which something is to be saved
     * @param visit how long it takes to observe one tenant, or null
     * @param parallelism how many tenants are in flight at once at most
     */
    public static Forecast of(int failureLimit, List<Ahead> waves, @Nullable Duration visit, int parallelism) {
        Duration soaking = waves.stream().map(wave -> wave.gate.soak()).reduce(Duration.ZERO, Duration::plus);
        int saves = waves.stream().mapToInt(Ahead::saves).sum();
        // no more are in flight than may fail
        int inFlight = Math.max(1, Math.min(parallelism, failureLimit));
        long turns = waves.stream()
                .mapToLong(wave -> (wave.saves + inFlight - 1) / inFlight)
                .sum();
        Duration duration = visit == null
                ? null
                : visit.multipliedBy(VISITS_OF_A_SAVE * turns).plus(soaking);
        return new Forecast(failureLimit, waves.size(), saves, soaking, duration);
    }

    /** A wave in which something is to be saved. */
    public record Ahead(Gate gate, int saves) {}
}
