package dev.smsconfig.rollout;

import java.util.List;
import java.util.Map;

/**
 * The waves in their order. The last one takes every tenant that no other matched, so each tenant has exactly one wave.
 */
public record Rollout(List<Wave> waves) {

    /** @throws IllegalArgumentException where there is no wave, or the last one does not take everything left */
    public Rollout {
        waves = List.copyOf(waves);
        if (waves.isEmpty()
                || !waves.get(waves.size() - 1).selector().required().isEmpty()) {
            throw new IllegalArgumentException("the last wave takes every tenant that is left");
        }
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
