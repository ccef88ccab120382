package dev.smsconfig.report;

import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Forecast;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as a rollout.
 *
 * @param terms null for a run that was killed before it was loaded
 * @param moments what happened to the run as a whole, in its order
 * @param unobserved how many tenants could not be observed; they spend no failure budget
 */
public record RolloutReport(
        @Nullable RolloutRecord terms, List<WaveReport> waves, List<RunMoment> moments, int unobserved) {

    public RolloutReport {
        waves = List.copyOf(waves);
        moments = List.copyOf(moments);
    }

    /**
     * A wave with how its tenants stand.
     *
     * @param outcomes how many ended, or stand, in which outcome
     * @param due how many wait for their save
     */
    public record WaveReport(WaveRecord wave, Map<OutcomeKind, Integer> outcomes, int due) {}

    /** What it costs to save what is planned; empty where nothing is. */
    Optional<Forecast> forecast() {
        RolloutRecord known = terms;
        List<Forecast.Ahead> ahead = waves.stream()
                .filter(wave -> wave.due() > 0)
                .map(wave -> new Forecast.Ahead(wave.wave().gate(), wave.due()))
                .toList();
        if (known == null || ahead.isEmpty()) {
            return Optional.empty();
        }
        Long visit = known.visitMillis();
        return Optional.of(Forecast.of(
                known.failureLimit(), ahead, visit == null ? null : Duration.ofMillis(visit), known.parallelism()));
    }

    /** The runs that took back what this one saved, or some of it, in their order. */
    List<String> undoneBy() {
        return moments.stream()
                .filter(moment -> moment.type().equals("ROLLED_BACK"))
                .map(moment -> moment.text("by"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The wave that waits for somebody's approval. */
    Optional<WaveRecord> awaitingApproval() {
        return waves.stream()
                .map(WaveReport::wave)
                .filter(wave -> wave.state() == WaveState.AWAITING_APPROVAL && wave.approval() == null)
                .findFirst();
    }
}
