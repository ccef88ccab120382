package dev.smsconfig.audit;

import dev.smsconfig.reconcile.OutcomeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, for comparing it with others.
 *
 * @param endedAt null where it has not ended
 * @param outcomes how many tenants ended so, as its seal says; null where it was never sealed
 * @param drifted how many tenants had drifted; null where the seal does not say, as those of earlier versions
 */
// 6 parameters: which run and how it stands (2), when (2), what it came to (2)
public record RunFigures(
        String runId,
        RunStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Map<OutcomeKind, Integer> outcomes,
        @Nullable Integer drifted) {

    /** How many tenants were not where git wants them in the end. */
    public @Nullable Integer incomplete() {
        return outcomes == null
                ? null
                : outcomes.entrySet().stream()
                        .filter(entry -> entry.getKey().isIncomplete())
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }

    /** From its start to its last end, waiting for people included. */
    public @Nullable Duration duration() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }
}
