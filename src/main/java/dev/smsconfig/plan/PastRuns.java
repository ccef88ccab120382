package dev.smsconfig.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What runs of an environment did before, and what is unusual against it.
 *
 * <p>A run is unusual that changes at least {@value #LEAST_CHANGED} tenants and more than {@value #FACTOR} times as many
 * as the second largest of these runs; of fewer than {@value #LEAST_RUNS} runs nothing is told. The largest one does not
 * count, because it may have been the bootstrap, or itself unusual. A fleet is unusual that has lost at least
 * {@value #LEAST_LOST} tenants and more than {@value #LOST_PERCENT} % since the last run.
 *
 * @param runs applies that were not refused, newest first, at most {@value #MOST}
 */
public record PastRuns(List<PastRun> runs) {

    /** How many runs are looked at. */
    public static final int MOST = 30;

    static final int LEAST_RUNS = 5;
    static final int FACTOR = 3;
    static final int LEAST_CHANGED = 10;
    static final int LOST_PERCENT = 10;
    static final int LEAST_LOST = 2;

    public PastRuns {
        runs = List.copyOf(runs);
    }

    /**
     * One of them.
     *
     * @param fleet the tenants of the environment then
     * @param changed the tenants that it was to change
     */
    public record PastRun(int fleet, int changed) {}

    /** How many tenants a run may change and still be usual, or empty where too little is known. */
    OptionalInt usual() {
        if (runs.size() < LEAST_RUNS) {
            return OptionalInt.empty();
        }
        int secondLargest = runs.stream()
                .map(PastRun::changed)
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .orElse(0);
        return OptionalInt.of(Math.max(LEAST_CHANGED - 1, FACTOR * secondLargest));
    }

    /** How many tenants the fleet had last, where it has lost unusually many since. */
    Optional<Integer> sizeBeforeLoss(int fleet) {
        return runs.stream().findFirst().map(PastRun::fleet).filter(before -> {
            int lost = before - fleet;
            return lost >= LEAST_LOST && lost * 100L > (long) before * LOST_PERCENT;
        });
    }
}
