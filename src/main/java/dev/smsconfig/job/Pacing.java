package dev.smsconfig.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution of a run goes.
 *
 * @param patience how long after its start it waits for soaks that end by then
 * @param until the name of the last wave to begin, or null for all
 */
public record Pacing(Duration patience, @Nullable String until) {

    /** All waves, and no wait. */
    public static final Pacing WITHOUT_WAITING = new Pacing(Duration.ZERO, null);
}
