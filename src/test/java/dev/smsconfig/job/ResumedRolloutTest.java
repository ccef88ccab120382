package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the thousand cases of the pure course hold for, with the real job and its repository: rollouts that are stopped,
 * killed and paused end as those that are not.
 */
class ResumedRolloutTest {

    private static final int CASES = 20;

    @TempDir
    Path folder;

    @Test
    void whatIsBrokenOffAndResumedEndsAsWhatIsNot() {
        try (RolloutRuns runs = new RolloutRuns(folder)) {
            for (int seed = 0; seed < CASES; seed++) {
                Map<String, OutcomeKind> broken = broken(runs, new Random(seed), seed);
                Map<String, OutcomeKind> whole = whole(runs, new Random(seed), seed);
                assertThat(ofWaves(broken)).as("seed %d", seed).isEqualTo(ofWaves(whole));
                assertThat(runs.saved.size()).isPositive();
            }
        }
    }

    /** Which tenants a budget stops depends on the order of the run's seed; how many of each wave does not. */
    private static Map<String, Long> ofWaves(Map<String, OutcomeKind> outcomes) {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach((tenant, kind) -> counts.merge(
                tenant.substring(tenant.indexOf('-') + 1, tenant.indexOf('-') + 2) + " " + kind, 1L, Long::sum));
        return counts;
    }

    private static Map<String, OutcomeKind> whole(RolloutRuns runs, Random random, int seed) {
        return carriedOut(runs, random, "w" + seed, false);
    }

    private static Map<String, OutcomeKind> broken(RolloutRuns runs, Random random, int seed) {
        return carriedOut(runs, random, "b" + seed, true);
    }

    private static Map<String, OutcomeKind> carriedOut(RolloutRuns runs, Random random, String name, boolean breaks) {
        runs.environment = name;
        runs.failing.clear();
        runs.rejecting.clear();
        runs.unreachable.clear();
        List<DesiredState> fleet = new ArrayList<>();
        List<Wave> waves = new ArrayList<>();
        int rings = 2 + random.nextInt(2);
        for (int ring = 0; ring < rings; ring++) {
            String letter = String.valueOf((char) ('a' + ring));
            boolean fails = random.nextInt(4) == 0;
            boolean refuses = random.nextInt(4) == 0;
            boolean hides = random.nextInt(4) == 0;
            for (int i = 0; i < 5; i++) {
                DesiredState tenant = runs.tenant(name + "-" + letter + i, "Acme");
                fleet.add(new DesiredState(tenant.tenant(), tenant.config(), Map.of("ring", letter), tenant.origin()));
            }
            // all of a wave or none, so that the order inside it does not matter
            fleet.stream()
                    .map(tenant -> tenant.tenant().value())
                    .filter(tenant -> tenant.contains("-" + letter))
                    .sorted(Comparator.naturalOrder())
                    .forEach(tenant -> {
                        if (hides && tenant.endsWith("0")) {
                            runs.unreachable.add(tenant);
                        } else if (fails) {
                            runs.failing.add(tenant);
                        } else if (refuses) {
                            runs.rejecting.add(tenant);
                        }
                    });
            Gate gate =
                    new Gate(random.nextInt(3) == 0 ? Duration.ofMinutes(5) : Duration.ZERO, random.nextInt(3) == 0);
            waves.add(
                    ring == rings - 1
                            ? new Wave(letter, LabelSelector.everything(), null, gate, null)
                            : new Wave(letter, LabelSelector.parse("ring=" + letter), null, gate, null));
        }
        FailureBudget budget = new FailureBudget(1 + random.nextInt(5), 100);
        return toItsEnd(runs, fleet, budget, waves, breaks ? random : null);
    }

    private static Map<String, OutcomeKind> toItsEnd(
            RolloutRuns runs,
            List<DesiredState> fleet,
            FailureBudget budget,
            List<Wave> waves,
            @org.jspecify.annotations.Nullable Random breaking) {
        RunRequest request = runs.request(fleet, budget, waves.toArray(Wave[]::new));
        if (breaking != null) {
            breakAfter(runs, 1 + breaking.nextInt(6), breaking.nextBoolean());
        }
        try {
            runs.apply(request);
        } catch (RunFailedException e) {
            assertThat(breaking).isNotNull();
        }
        runs.beforeSave = () -> {};
        runs.stop = new StopSignal(runs::pass);
        Run run = runs.store.runs().newest(1).get(0);
        for (int i = 0; i < 10 && run.status().isUnderWay(); i++) {
            approve(runs, run);
            run = runs.resume(run, request);
        }
        assertThat(run.status()).isIn(RunStatus.COMPLETED, RunStatus.PARTIAL);
        return runs.outcomes(run);
    }

    private static void breakAfter(RolloutRuns runs, int saves, boolean kills) {
        AtomicInteger begun = new AtomicInteger();
        runs.beforeSave = () -> {
            if (begun.incrementAndGet() >= saves) {
                if (kills) {
                    throw new IllegalStateException("as if killed");
                }
                runs.stop.request();
            }
        };
    }

    private static void approve(RolloutRuns runs, Run run) {
        Approvals approvals = new Approvals(runs.store);
        WaveRecord wave = approvals.awaiting(run.id()).orElse(null);
        if (wave != null) {
            approvals.approve(run.id(), wave, new Approval("a", "b", Evidence.CLAIMED, null, RolloutRuns.START));
        }
    }
}
