package dev.smsconfig.rollout;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

    /**
     * Gives each tenant its wave: the first that matches it and still has room, in the waves' order. Which of the matching
     * ones a wave with a portion takes is the seed's choice, and so is the order inside a wave.
     *
     * @return wave by wave, in the order in which they are saved
     */
    public List<Member> members(Collection<DesiredState> fleet, Seed seed) {
        List<DesiredState> left = seed.ordered(fleet);
        List<Member> members = new ArrayList<>(left.size());
        for (int index = 0; index < waves.size(); index++) {
            Wave wave = waves.get(index);
            int room = wave.room((int) left.stream()
                    .filter(tenant -> wave.selector().matches(tenant.labels()))
                    .count());
            List<DesiredState> others = new ArrayList<>();
            for (DesiredState tenant : left) {
                if (room > 0 && wave.selector().matches(tenant.labels())) {
                    members.add(new Member(tenant, index));
                    room--;
                } else {
                    others.add(tenant);
                }
            }
            left = others;
        }
        return members;
    }

    /** The index of the wave of that name, or -1. */
    public int indexOf(String name) {
        return waves.stream().map(Wave::name).toList().indexOf(name);
    }

    /**
     * A tenant with its wave.
     *
     * @param wave the wave's index, from 0
     */
    public record Member(DesiredState tenant, int wave) {}
}
