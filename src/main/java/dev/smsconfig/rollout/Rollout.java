package dev.smsconfig.rollout;

import dev.smsconfig.state.LabelSelector;
import java.util.List;
import java.util.Map;

/**
 * The waves in their order. The last one takes every tenant that no other matched, so each tenant has exactly one wave.
 *
 * @param failureBudget of the whole run
 */
public record Rollout(List<Wave> waves, FailureBudget failureBudget) {

    /** @throws IllegalArgumentException where there is no wave, or the last one does not take everything left */
    public Rollout {
        waves = List.copyOf(waves);
        if (waves.isEmpty() || !takesEverything(waves.get(waves.size() - 1))) {
            throw new IllegalArgumentException("the last wave takes every tenant that is left");
        }
    }

    /** Everything in one wave. */
    public static Rollout atOnce(FailureBudget budget) {
        return new Rollout(List.of(Wave.of("all", LabelSelector.everything())), budget);
    }

    private static boolean takesEverything(Wave wave) {
        return wave.portion() == null && wave.selector().matchesEverything();
    }

    /** The index of the wave of a tenant with these labels: the first that matches. */
    public int waveOf(Map<String, String> labels) {
        int index = 0;
        while (!waves.get(index).selector().matches(labels)) {
            index++;
        }
        return index;
    }
}
