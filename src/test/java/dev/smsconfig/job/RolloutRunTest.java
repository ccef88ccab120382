package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.rollout.WaveState;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves with gates: {@code a} is the canary, then {@code b}, then the rest. */
class RolloutRunTest {

    private static final FailureBudget TWO = new FailureBudget(2, 100);
    private static final Gate SOAK = new Gate(Duration.ofMinutes(10), false);
    private static final Gate APPROVAL = new Gate(Duration.ZERO, true);

    @TempDir
    Path folder;

    private RolloutRuns runs;

    @BeforeEach
    void open() {
        runs = new RolloutRuns(folder);
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private static Wave wave(String ring, Gate gate) {
        return new Wave(ring, LabelSelector.parse("ring=" + ring), null, gate, null);
    }

    private RunRequest request(String sender, Gate canary, Gate second) {
        return runs.request(
                runs.fleet(sender, 3, 4, 5),
                TWO,
                wave("a", canary),
                wave("b", second),
                Wave.of("rest", LabelSelector.everything()));
    }

    private void approve(Run run, int wave) {
        new Approvals(runs.store)
                .approve(
                        run.id(),
                        runs.wave(run, wave),
                        new Approval("Kari", "looks good", Evidence.CLAIMED, null, RolloutRuns.START));
    }

    private List<WaveState> states(Run run) {
        return runs.store.waves().waves(run.id()).stream()
                .map(wave -> wave.state())
                .toList();
    }

    @Test
    void pausesBeforeAWaveThatNeedsApproval() {
        Run run = runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.message()).isEqualTo("waits for approval of wave b");
        assertThat(runs.saved).containsExactlyInAnyOrder("a1", "a2", "a3");
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3, OutcomeKind.NOT_ATTEMPTED, 9));
        assertThat(runs.message(run, "c1")).isEqualTo("waits for approval of wave b");
        assertThat(states(run)).containsExactly(WaveState.PASSED, WaveState.AWAITING_APPROVAL, WaveState.PENDING);
    }

    @Test
    void goesOnWhenItIsApproved() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        Run run = runs.apply(request);
        approve(run, 1);
        Run resumed = runs.resume(run, request);
        assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.saved).doesNotHaveDuplicates().hasSize(12);
        assertThat(states(run)).containsOnly(WaveState.PASSED);
        assertThat(runs.store.waves().moments(run.id()))
                .extracting(RunMoment::type)
                .containsSubsequence("RUN_STARTED", "WAVE", "RUN_SEALED", "APPROVED", "RUN_RESUMED", "RUN_SEALED");
    }

    @Test
    void pausesAgainWhereNobodyApproves() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        Run resumed = runs.resume(runs.apply(request), request);
        assertThat(resumed.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.saved).hasSize(3);
    }

    @Test
    void aWaveInWhichNothingChangesNeedsNeitherApprovalNorSoak() {
        runs.apply(request("Acme", Gate.OPEN, Gate.OPEN));
        runs.saved.clear();
        runs.server.put(new TenantId("c1"), RolloutRuns.config("ByHand"));
        Run run = runs.apply(request("Acme", SOAK, APPROVAL));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.saved).containsExactly("c1");
        assertThat(runs.waited).isZero();
    }

    @Test
    void waitsForASoakThatEndsInTime() {
        Run run = runs.apply(request("Acme", SOAK, Gate.OPEN));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.waited).isEqualTo(Duration.ofMinutes(10));
        assertThat(runs.saved.subList(0, 3)).containsExactlyInAnyOrder("a1", "a2", "a3");
    }

    @Test
    void pausesForASoakThatEndsTooLateAndGoesOnAfterIt() {
        runs.pacing = Pacing.WITHOUT_WAITING;
        RunRequest request = request("Acme", SOAK, Gate.OPEN);
        Run run = runs.apply(request);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.message()).isEqualTo("lets wave a soak until 2026-11-24T02:10:00Z");
        runs.later(Duration.ofMinutes(5));
        assertThat(runs.resume(run, request).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.saved).hasSize(3);
        runs.later(Duration.ofMinutes(5));
        assertThat(runs.resume(run, request).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.waited).isZero();
    }

    @Test
    void afterASoakOfHoursWhatIsLeftIsObservedAndGuardedAgain() {
        runs.pacing = new Pacing(Duration.ofHours(3), null);
        runs.meanwhile = () -> {
            runs.server.put(new TenantId("b1"), RolloutRuns.config("Acme"));
            runs.server.put(new TenantId("b2"), RolloutRuns.config("ByHand"));
        };
        Run run = runs.apply(request("Acme", new Gate(Duration.ofHours(2), false), Gate.OPEN));
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 11, OutcomeKind.IN_SYNC, 1));
        assertThat(runs.store.guards().of(run.id()))
                .extracting(GuardRecord::execution)
                .containsOnly(1, 2);
    }

    @Test
    void whatMovedWhileAWaveSoakedForHoursMayBeTooMuchForTheGuards() {
        runs.pacing = new Pacing(Duration.ofHours(3), null);
        RunRequest soaking = request("Acme", new Gate(Duration.ofHours(2), false), Gate.OPEN);
        runs.meanwhile = () -> runs.unreachable.addAll(List.of("b1", "b2", "b3", "b4", "c1", "c2", "c3"));
        Run run = runs.apply(new RunRequest(
                soaking.desired(),
                soaking.policies()
                        .withGuards(new GuardSettings(
                                ShareOrCount.parse("100%"),
                                null,
                                null,
                                ShareOrCount.parse("90%"),
                                GuardSettings.Unusual.OFF)),
                8,
                Overrides.NONE,
                runs.pacing,
                Basis.FILES));
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(runs.saved).containsExactlyInAnyOrder("a1", "a2", "a3");
    }

    @Test
    void aSoakOfTheLastWaveIsWaitedForToo() {
        runs.pacing = Pacing.WITHOUT_WAITING;
        RunRequest request =
                runs.request(runs.fleet("Acme", 3), TWO, new Wave("all", LabelSelector.everything(), null, SOAK, null));
        Run run = runs.apply(request);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3));
        runs.later(Duration.ofHours(1));
        assertThat(runs.resume(run, request).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(states(run)).containsExactly(WaveState.PASSED);
    }

    @Test
    void aTenantThatMovesWhileItsWaveSoaksIsAFailure() {
        runs.meanwhile = () -> runs.server.put(new TenantId("a2"), RolloutRuns.config("ByHand"));
        Run run = runs.apply(request("Acme", SOAK, Gate.OPEN));
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.DIVERGED, 1, OutcomeKind.CONVERGED, 11));
        assertThat(runs.message(run, "a2")).isEqualTo("moved while wave a soaked");
    }

    @Test
    void asManyMovesAsTheBudgetHasStopTheRollout() {
        runs.meanwhile = () -> {
            runs.server.put(new TenantId("a1"), RolloutRuns.config("ByHand"));
            runs.server.put(new TenantId("a2"), RolloutRuns.config("ByHand"));
        };
        RunRequest request = request("Acme", SOAK, Gate.OPEN);
        Run run = runs.apply(request);
        assertThat(runs.summary(run))
                .isEqualTo(Map.of(OutcomeKind.DIVERGED, 2, OutcomeKind.CONVERGED, 1, OutcomeKind.NOT_ATTEMPTED, 9));
        assertThat(runs.wave(run, 0).state()).isEqualTo(WaveState.STOPPED);
        runs.resume(run, request);
        assertThat(runs.saved).as("a resume has no fresh budget").hasSize(3);
    }

    @Test
    void waitsWhereNothingCanBeReadAfterTheSoak() {
        runs.meanwhile = () -> runs.unreachable.addAll(List.of("a1", "a2", "a3"));
        RunRequest request = request("Acme", SOAK, Gate.OPEN);
        Run run = runs.apply(request);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.message()).isEqualTo("could read no tenant of wave a after its soak");
        runs.unreachable.clear();
        assertThat(runs.resume(run, request).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void savesNoWaveAfterOneThatShowsNothing() {
        runs.unreachable.addAll(List.of("a1", "a2", "a3"));
        Run run = runs.apply(request("Acme", Gate.OPEN, Gate.OPEN));
        assertThat(runs.saved).isEmpty();
        assertThat(runs.message(run, "b1")).isEqualTo("no tenant of wave a could be observed");
        assertThat(runs.store.waves().unobserved(run.id())).isEqualTo(3);
    }

    @Test
    void tenantsThatCannotBeObservedSpendNoBudget() {
        runs.unreachable.addAll(List.of("a1", "b1", "b2", "c1"));
        Run run = runs.apply(request("Acme", Gate.OPEN, Gate.OPEN));
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.FAILED, 4, OutcomeKind.CONVERGED, 8));
    }

    @Test
    void aWaveStopsAtItsOwnBudget() {
        runs.rejecting.addAll(List.of("b1", "b2", "b3", "b4"));
        Wave own = new Wave("b", LabelSelector.parse("ring=b"), null, Gate.OPEN, new FailureBudget(null, 50));
        Run run = runs.apply(runs.request(
                runs.fleet("Acme", 3, 4, 5),
                new FailureBudget(12, 100),
                wave("a", Gate.OPEN),
                own,
                Wave.of("rest", LabelSelector.everything())));
        assertThat(runs.summary(run))
                .isEqualTo(Map.of(OutcomeKind.CONVERGED, 3, OutcomeKind.REJECTED, 2, OutcomeKind.NOT_ATTEMPTED, 7));
        assertThat(runs.message(run, "c1")).isEqualTo("the failure budget of wave b was spent at 2 failed tenants");
    }

    @Test
    void failuresThatStandCountWhenTheRunGoesOn() {
        runs.rejecting.add("a1");
        runs.failing.add("b1");
        RunRequest request = request("Acme", Gate.OPEN, Gate.OPEN);
        Run run = runs.apply(request);
        assertThat(runs.outcomes(run))
                .containsEntry("a1", OutcomeKind.REJECTED)
                .containsEntry("b1", OutcomeKind.FAILED);
        runs.resume(run, request);
        // with a fresh budget the failure of b1 alone would let wave c begin; the others of b may come before or after
        // it
        assertThat(runs.outcomes(run))
                .containsEntry("a1", OutcomeKind.REJECTED)
                .containsEntry("b1", OutcomeKind.FAILED)
                .containsEntry("c1", OutcomeKind.NOT_ATTEMPTED)
                .containsEntry("c5", OutcomeKind.NOT_ATTEMPTED);
        runs.failing.clear();
        runs.resume(run, request);
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.REJECTED, 1, OutcomeKind.CONVERGED, 11));
    }

    @Test
    void endsWhereItIsToldTo() {
        runs.pacing = new Pacing(Duration.ZERO, "a");
        Run run = runs.apply(request("Acme", Gate.OPEN, Gate.OPEN));
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.saved).hasSize(3);
        runs.pacing = Pacing.WITHOUT_WAITING;
        assertThat(runs.resume(run, request("Acme", Gate.OPEN, Gate.OPEN)).status())
                .isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aStopEndsAWaitForASoak() {
        runs.meanwhile = () -> runs.stop.request();
        RunRequest request = request("Acme", SOAK, Gate.OPEN);
        Run run = runs.apply(request);
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(runs.waited).isEqualTo(Duration.ofSeconds(1));
        runs.stop = new StopSignal();
        runs.later(Duration.ofMinutes(10));
        assertThat(runs.resume(run, request).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aClockThatJumpsAheadEndsNoSoakThatIsWaitedFor() {
        AtomicInteger ticks = new AtomicInteger();
        runs.meanwhile = () -> {
            if (ticks.incrementAndGet() == 3) {
                runs.later(Duration.ofHours(1));
            }
        };
        runs.apply(request("Acme", SOAK, Gate.OPEN));
        assertThat(runs.waited).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aClockThatJumpsBackMakesASoakNoShorter() {
        AtomicInteger ticks = new AtomicInteger();
        runs.meanwhile = () -> {
            if (ticks.incrementAndGet() == 3) {
                runs.later(Duration.ofMinutes(-20));
            }
        };
        runs.apply(request("Acme", SOAK, Gate.OPEN));
        assertThat(runs.waited).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void anApplyThatMeetsAWaitingRolloutHealsWhatHasPassedAndLeavesTheRest() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        Run rollout = runs.apply(request);
        runs.saved.clear();
        runs.server.put(new TenantId("a2"), RolloutRuns.config("ByHand"));
        Run nightly = runs.apply(request);
        assertThat(runs.saved).containsExactly("a2");
        assertThat(nightly.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.summary(nightly))
                .isEqualTo(Map.of(OutcomeKind.IN_SYNC, 2, OutcomeKind.CONVERGED, 1, OutcomeKind.NOT_ATTEMPTED, 9));
        assertThat(runs.message(nightly, "b1"))
                .isEqualTo("rollout " + rollout.id() + " waits, and goes on with these tenants");
        approve(rollout, 1);
        assertThat(runs.resume(rollout, request).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aSecondNightMeetsTheRolloutAndNotTheNightBefore() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        Run rollout = runs.apply(request);
        runs.apply(request);
        Run second = runs.apply(request);
        assertThat(runs.store.waves().find(second.id()).orElseThrow().yieldsTo())
                .isEqualTo(rollout.id());
    }

    @Test
    void tenantsThatAreNotOfTheRolloutAreSavedThroughGatesOfTheirOwn() {
        Wave all = Wave.of("rest", LabelSelector.everything());
        runs.apply(runs.request(runs.fleet("Acme", 3, 4), TWO, wave("a", Gate.OPEN), wave("b", APPROVAL), all));
        runs.saved.clear();
        List<DesiredState> others = runs.fleet("Acme", 0, 0, 2, 2);
        Run run = runs.apply(runs.request(others, TWO, wave("c", Gate.OPEN), wave("d", APPROVAL), all));
        assertThat(runs.saved).containsExactlyInAnyOrder("c1", "c2");
        assertThat(run.message()).isEqualTo("waits for approval of wave d");
    }

    @Test
    void whatWaitsCountsInNoGuardOfTheNight() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        runs.apply(request);
        runs.server.put(new TenantId("a2"), RolloutRuns.config("ByHand"));
        RunRequest careful = new RunRequest(
                request.desired(),
                request.policies().withGuards(request.policies().guards().withMaxChanged(ShareOrCount.parse("1"))),
                8,
                Overrides.NONE,
                runs.pacing,
                Basis.FILES);
        assertThat(runs.apply(careful).status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void anApplyLeavesARolloutAloneThatStoppedBetweenItsWaves() {
        runs.failing.addAll(List.of("b1", "b2", "b3", "b4"));
        RunRequest request = request("Acme", Gate.OPEN, Gate.OPEN);
        runs.apply(request);
        runs.saved.clear();
        assertThat(runs.apply(request).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(runs.saved).isEmpty();
    }

    @Test
    void whereNoWaveHasPassedTheNextApplyBeginsAnew() {
        runs.failing.addAll(List.of("a1", "a2"));
        RunRequest request = request("Acme", Gate.OPEN, Gate.OPEN);
        assertThat(runs.apply(request).status()).isEqualTo(RunStatus.PARTIAL);
        runs.failing.clear();
        assertThat(runs.apply(request).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void anotherConfigurationSupersedesARolloutThatWaits() {
        Run rollout = runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        Run newer = runs.apply(request("Other", Gate.OPEN, Gate.OPEN));
        Run old = runs.store.runs().find(rollout.id()).orElseThrow();
        assertThat(newer.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(old.status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(old.message()).contains(newer.id());
        assertThat(runs.store.waves().find(old.id()).orElseThrow().supersededBy())
                .isEqualTo(newer.id());
        assertThatThrownBy(() -> runs.resume(old, request("Acme", Gate.OPEN, APPROVAL)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(old.id(), newer.id()))
                .allSatisfy(id -> assertThat(runs.store.waves().moments(id))
                        .extracting(RunMoment::type)
                        .contains("RUN_SUPERSEDED"));
    }

    @Test
    void aRunThatIsRefusedSupersedesNothing() {
        Run rollout = runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        RunRequest other = request("Other", Gate.OPEN, Gate.OPEN);
        runs.apply(new RunRequest(
                other.desired(),
                other.policies().withGuards(other.policies().guards().withMaxChanged(ShareOrCount.parse("0"))),
                8,
                Overrides.NONE,
                runs.pacing,
                Basis.FILES));
        assertThat(runs.store.runs().find(rollout.id()).orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void aNewCommitSupersedesAlthoughTheFilesSayTheSame() {
        runs.commit = commit("c1");
        Run rollout = runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        runs.commit = commit("c2");
        runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        assertThat(runs.store.runs().find(rollout.id()).orElseThrow().status()).isEqualTo(RunStatus.SUPERSEDED);
    }

    static Provenance commit(String id) {
        Provenance.Person person = new Provenance.Person("Bo", "bo@example.com", Instant.EPOCH);
        return new Provenance(id, "7e", person, person, "s", Provenance.Signature.ABSENT, List.of());
    }

    @Test
    void aPlanAndItsApplyHaveOneHashAndAnotherPlanAnother() {
        Run plan = runs.start(Run.PLAN, request("Acme", Gate.OPEN, APPROVAL));
        Run apply = runs.apply(request("Acme", Gate.OPEN, APPROVAL));
        Run other = runs.start(Run.PLAN, request("Other", Gate.OPEN, APPROVAL));
        String hash = hash(plan);
        assertThat(hash).hasSize(64).isEqualTo(hash(apply)).isNotEqualTo(hash(other));
    }

    @Test
    void aResumeKeepsTheHashThatPeopleApproved() {
        RunRequest request = request("Acme", Gate.OPEN, APPROVAL);
        Run run = runs.apply(request);
        String hash = hash(run);
        runs.resume(run, request);
        assertThat(hash(run)).isEqualTo(hash);
    }

    private String hash(Run run) {
        return java.util.Objects.requireNonNull(
                runs.store.waves().find(run.id()).orElseThrow().planHash());
    }
}
