package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Seed;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of which some or all tenants are bound to changes that somebody agreed to. */
class BoundRunTest {

    private static final FailureBudget BUDGET = new FailureBudget(2, 100);
    private static final Wave CANARY = Wave.of("a", LabelSelector.parse("ring=a"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RolloutRuns runs;

    @BeforeEach
    void open() {
        runs = new RolloutRuns(folder);
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private static Wave approved() {
        return new Wave("b", LabelSelector.everything(), null, new Gate(Duration.ZERO, true), null);
    }

    private RunRequest bound(List<DesiredState> fleet, String from, Wave... waves) {
        Map<TenantId, List<FieldChange>> bound = new HashMap<>();
        for (DesiredState desired : fleet) {
            bound.put(
                    desired.tenant(),
                    List.of(FieldChange.healed("NsPluginSender", from, "Acme", false, Cause.UNKNOWN)));
        }
        RunRequest request = runs.request(fleet, BUDGET, waves);
        return new RunRequest(
                fleet,
                request.policies(),
                request.parallelism(),
                request.overrides(),
                request.pacing(),
                new Basis(Map.of(), new Seed("0123456789abcdef"), bound));
    }

    private void meddle(String tenant) {
        runs.server.put(new TenantId(tenant), RolloutRuns.config("Meddled"));
    }

    private void approve(Run run) {
        Approvals approvals = new Approvals(runs.store);
        approvals.approve(
                run.id(),
                approvals.awaiting(run.id()).orElseThrow(),
                new Approval("Kari", "looked at it", Evidence.CLAIMED, null, approvals.now()));
    }

    @Test
    void tenantsThatMovedEndStaleAndTheOthersConverge() {
        List<DesiredState> fleet = runs.fleet("Acme", 5);
        meddle("a2");
        meddle("a4");

        Run run = runs.apply(bound(fleet, "Legacy", Wave.of("rest", LabelSelector.everything())));

        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3, OutcomeKind.STALE, 2));
        assertThat(runs.saved).containsExactlyInAnyOrder("a1", "a3", "a5");
    }

    @Test
    void aResumeKeepsToWhatTheRunWasBoundTo() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 3);
        RunRequest request = bound(fleet, "Legacy", CANARY, approved());
        Run paused = runs.apply(request);
        assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
        approve(paused);
        meddle("b2");

        // the request of a resume tells nothing of it: the repository does
        Run run = runs.resume(paused, runs.request(fleet, BUDGET, CANARY, approved()));

        assertThat(runs.outcomes(run))
                .isEqualTo(Map.of(
                        "a1", OutcomeKind.CONVERGED,
                        "b1", OutcomeKind.CONVERGED,
                        "b2", OutcomeKind.STALE,
                        "b3", OutcomeKind.CONVERGED));
    }

    @Test
    void whatMovesAfterAnApprovalIsNotSavedByIt() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 3);
        RunRequest request = runs.request(fleet, BUDGET, CANARY, approved());
        Run paused = runs.apply(request);
        approve(paused);
        meddle("b1");

        Run run = runs.resume(paused, request);

        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3, OutcomeKind.STALE, 1));
        assertThat(runs.saved).doesNotContain("b1");
        assertThat(runs.message(run, "b1")).contains("no longer holds what it held when the changes were agreed to");
    }

    @Test
    void anApprovalIsOfThePlanWhoseHashTheRunTells() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 3);
        RunRequest request = runs.request(fleet, BUDGET, CANARY, approved());
        Run paused = runs.apply(request);
        meddle("b1");
        // plans b1 anew and waits on; the hash that people see stays
        Run waiting = runs.resume(paused, request);
        approve(waiting);

        Run run = runs.resume(waiting, request);

        assertThat(runs.summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3, OutcomeKind.STALE, 1));
    }

    @Test
    void aRunKeepsTheOrderThatWasToldBefore() {
        Run run = runs.apply(bound(runs.fleet("Acme", 3), "Legacy", Wave.of("rest", LabelSelector.everything())));

        assertThat(runs.store.waves().find(run.id()).orElseThrow().seed()).isEqualTo("0123456789abcdef");
    }
}
