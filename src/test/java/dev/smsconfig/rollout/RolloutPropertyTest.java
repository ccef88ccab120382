package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.rollout.SimulatedFleet.End;
import dev.smsconfig.rollout.SimulatedFleet.Nature;
import dev.smsconfig.rollout.SimulatedFleet.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand fleets, budgets, failure patterns and shapes of waves, each run through and broken off and resumed. */
class RolloutPropertyTest {

    private static final int CASES = 1000;

    private final Map<End, Integer> ends = new EnumMap<>(End.class);

    @Test
    void resumedOrNotARolloutKeepsItsBudgetItsGatesAndItsTenants() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Ring> rings = rings(random);
            int limit = 1 + random.nextInt(6);
            SimulatedFleet whole = new SimulatedFleet(rings, limit);
            SimulatedFleet broken = new SimulatedFleet(rings, limit);

            End end = toItsEnd(whole, random);
            int executions = random.nextInt(4);
            for (int i = 0; i < executions; i++) {
                broken.execute(
                        random,
                        1 + random.nextInt(6),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(4) == 0 ? random.nextInt(rings.size()) : null);
            }
            toItsEnd(broken, random);
            toItsEnd(broken, random);

            assertThat(whole.faults).as("seed %d", seed).isEmpty();
            assertThat(broken.faults).as("seed %d, resumed", seed).isEmpty();
            assertThat(broken.standing()).as("seed %d", seed).isEqualTo(whole.standing());
            assertThat(broken.saves()).as("seed %d, saves", seed).isGreaterThanOrEqualTo(whole.saves());
            ends.merge(end, 1, Integer::sum);
        }
        assertThat(ends.get(End.DONE)).as("fleets that come to their end").isGreaterThan(CASES / 10);
        assertThat(ends.get(End.HALTED)).as("fleets that stop").isGreaterThan(CASES / 10);
    }

    /** Goes on through approvals and soaks until the rollout is done or stopped. */
    private static End toItsEnd(SimulatedFleet fleet, Random random) {
        for (int i = 0; i < 50; i++) {
            End end = fleet.execute(random, -1, false, random.nextBoolean(), null);
            if (end != End.PAUSED) {
                return end;
            }
        }
        throw new AssertionError("a rollout ends");
    }

    private static List<Ring> rings(Random random) {
        int trouble = random.nextInt(30);
        List<Ring> rings = new ArrayList<>();
        int waves = 1 + random.nextInt(5);
        for (int i = 0; i < waves; i++) {
            Gate gate = new Gate(
                    random.nextInt(3) == 0 ? Duration.ofMinutes(10 + random.nextInt(2) * 110) : Duration.ZERO,
                    random.nextInt(3) == 0);
            List<Nature> tenants = new ArrayList<>();
            int size = 1 + random.nextInt(12);
            boolean quiet = random.nextInt(6) == 0;
            for (int tenant = 0; tenant < size; tenant++) {
                tenants.add(quiet ? Nature.IN_SYNC : nature(random, trouble));
            }
            rings.add(new Ring(gate, random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null, tenants));
        }
        return rings;
    }

    /** @param trouble how many tenants of a hundred are not sound */
    private static Nature nature(Random random, int trouble) {
        Nature[] natures = Nature.values();
        return random.nextInt(100) < trouble ? natures[1 + random.nextInt(natures.length - 1)] : Nature.SOUND;
    }
}
