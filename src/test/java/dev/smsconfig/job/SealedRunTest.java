package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.seal.SealedPlanReader;
import dev.smsconfig.seal.SealedPlanWriter;
import dev.smsconfig.server.Capability;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that carry out a sealed plan. */
class SealedRunTest {

    private static final int FLEETS = 8;
    private static final FailureBudget BUDGET = new FailureBudget(20, 100);
    private static final Wave CANARY = Wave.of("a", LabelSelector.parse("ring=a"));
    private static final Wave HALF = new Wave(
            "half", LabelSelector.everything(), ShareOrCount.parse("50%"), new Gate(Duration.ZERO, false), null);
    private static final Wave REST = Wave.of("rest", LabelSelector.everything());
    private static final Wave APPROVED =
            new Wave("rest", LabelSelector.everything(), null, new Gate(Duration.ZERO, true), null);

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

    /** Plans, and reads the plan back as a file has it. */
    private SealedPlan plan(List<DesiredState> fleet, Wave... waves) throws Exception {
        runs.plan = null;
        Run run = runs.start(Run.PLAN, runs.request(fleet, BUDGET, waves));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String seed = runs.store.waves().find(run.id()).orElseThrow().seed();
        SealedPlanWriter writer = new SealedPlanWriter(
                file,
                new SealedPlan.Header(
                        new SealedPlan.Origin(run.id(), run.startedAt(), null, false),
                        new SealedPlan.Place("test", "embedded"),
                        new SealedPlan.Scope(null, fleet.size(), seed),
                        "none"));
        for (LedgerEntry entry : runs.store.tenants().entries(run.id(), SeqRange.ALL, Standing.ANY)) {
            writer.add(entry, Map.of());
        }
        writer.seal(null);
        SealedPlan plan = SealedPlanReader.read(file.toByteArray());
        runs.plan = new Run.CarriedPlan(plan.sha256(), run.id(), "kari@example.com");
        return plan;
    }

    /** @param now what git says by now */
    private RunRequest carryingOut(SealedPlan plan, List<DesiredState> now, Wave... waves) {
        RunRequest request = runs.request(now, BUDGET, waves);
        return new RunRequest(
                now,
                request.policies(),
                request.parallelism(),
                request.overrides(),
                request.pacing(),
                new PlanBinding(plan, request.policies().rollout()).basis(Map.of()));
    }

    private void put(String tenant, String sender) {
        runs.server.put(new TenantId(tenant), RolloutRuns.config(sender));
    }

    @Test
    void exactlyWhatMovedSinceThePlanEndsStale() throws Exception {
        for (int seed = 0; seed < FLEETS; seed++) {
            Random random = new Random(seed);
            List<DesiredState> fleet = runs.fleet("Acme" + seed, 1 + random.nextInt(3), 3 + random.nextInt(6));
            Scenario scenario = new Scenario(random);
            scenario.before(fleet);
            SealedPlan plan = plan(fleet, CANARY, HALF, REST);
            List<DesiredState> now = scenario.meanwhile(fleet);
            runs.saved.clear();

            Run run = runs.apply(carryingOut(plan, now, CANARY, HALF, REST));

            assertThat(runs.outcomes(run)).as("seed %d", seed).isEqualTo(scenario.expected);
            assertThat(runs.saved)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(scenario.with(OutcomeKind.CONVERGED));
            assertThat(waves(run)).as("seed %d", seed).isEqualTo(waves(plan));

            runs.saved.clear();
            Run again = runs.apply(carryingOut(plan, now, CANARY, HALF, REST));

            assertThat(runs.saved).as("seed %d", seed).isEmpty();
            assertThat(runs.outcomes(again)).as("seed %d", seed).isEqualTo(scenario.inSyncWhereConverged());
        }
    }

    /** What happens to tenants before and after a plan, and how each has to end. */
    private final class Scenario {

        private final Random random;
        private final Map<String, OutcomeKind> expected = new TreeMap<>();
        private final Map<String, String> live = new TreeMap<>();

        Scenario(Random random) {
            this.random = random;
        }

        void before(List<DesiredState> fleet) {
            runs.unreachable.clear();
            for (DesiredState desired : fleet) {
                String id = desired.tenant().value();
                boolean inSync = random.nextInt(3) == 0;
                live.put(id, inSync ? sender(desired) : "Legacy");
                put(id, inSync ? sender(desired) : "Legacy");
                if (random.nextInt(6) == 0) {
                    runs.unreachable.add(id);
                }
            }
        }

        private String sender(DesiredState desired) {
            return ((Value.Text) desired.config().fields().values().iterator().next()).text();
        }

        List<DesiredState> meanwhile(List<DesiredState> fleet) {
            List<DesiredState> now = new ArrayList<>();
            for (DesiredState desired : fleet) {
                String id = desired.tenant().value();
                boolean unread = runs.unreachable.contains(id);
                boolean wasInSync = sender(desired).equals(live.get(id));
                switch (random.nextInt(6)) {
                    case 0 -> {
                        put(id, "Meddled");
                        expected.put(id, OutcomeKind.STALE);
                        now.add(desired);
                    }
                    case 1 -> {
                        put(id, sender(desired));
                        expected.put(id, OutcomeKind.IN_SYNC);
                        now.add(desired);
                    }
                    case 2 -> {
                        expected.put(id, OutcomeKind.STALE);
                        now.add(runs.tenant(id, "Other"));
                    }
                    case 3 -> expected.put(id, OutcomeKind.STALE);
                    default -> {
                        expected.put(
                                id,
                                wasInSync ? OutcomeKind.IN_SYNC : unread ? OutcomeKind.STALE : OutcomeKind.CONVERGED);
                        now.add(desired);
                    }
                }
            }
            runs.unreachable.clear();
            return now;
        }

        List<String> with(OutcomeKind kind) {
            return expected.keySet().stream()
                    .filter(tenant -> expected.get(tenant) == kind)
                    .toList();
        }

        Map<String, OutcomeKind> inSyncWhereConverged() {
            Map<String, OutcomeKind> again = new TreeMap<>(expected);
            again.replaceAll((tenant, kind) -> kind == OutcomeKind.CONVERGED ? OutcomeKind.IN_SYNC : kind);
            return again;
        }
    }

    private Map<String, String> waves(Run run) {
        Map<String, String> waves = new TreeMap<>();
        runs.store
                .tenants()
                .forEach(
                        run.id(),
                        entry -> waves.put(
                                entry.tenant().tenant().value(), entry.tenant().waveName()));
        return waves;
    }

    private static Map<String, String> waves(SealedPlan plan) {
        Map<String, String> waves = new TreeMap<>();
        plan.tenants().forEach(tenant -> waves.put(tenant.tenant().value(), tenant.wave()));
        return waves;
    }

    @Test
    void aPausedRunKeepsToThePlanWhenItGoesOn() throws Exception {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 3);
        SealedPlan plan = plan(fleet, CANARY, APPROVED);
        Run paused = runs.apply(carryingOut(plan, fleet, CANARY, APPROVED));
        assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
        put("b2", "Meddled");
        Approvals approvals = new Approvals(runs.store);
        approvals.approve(
                paused.id(),
                approvals.awaiting(paused.id()).orElseThrow(),
                new Approval("Kari", "seen", Evidence.CLAIMED, null, approvals.now()));

        Run run = runs.resume(paused, runs.request(fleet, BUDGET, CANARY, APPROVED));

        assertThat(runs.outcomes(run))
                .containsEntry("b1", OutcomeKind.CONVERGED)
                .containsEntry("b2", OutcomeKind.STALE)
                .containsEntry("b3", OutcomeKind.CONVERGED);
        assertThat(run.origin().plan()).isEqualTo(runs.plan);
    }

    @Test
    void whatCouldNotBeSavedIsNotSavedByThePlanThoughItCouldBeByNow() throws Exception {
        List<DesiredState> fleet = runs.fleet("Acme", 2);
        runs.server.answerProbe(new TenantId("a1"), Capability.told(Capability.Save.NO, "11.1"));
        SealedPlan plan = plan(fleet, REST);
        runs.server.answerProbe(new TenantId("a1"), Capability.told(Capability.Save.YES, "10.5"));
        runs.server.probe(new TenantId("a1"));

        Run run = runs.apply(carryingOut(plan, fleet, REST));

        assertThat(runs.outcomes(run)).isEqualTo(Map.of("a1", OutcomeKind.STALE, "a2", OutcomeKind.CONVERGED));
        assertThat(runs.saved).containsExactly("a2");
    }

    @Test
    void wavesComeAsGitHasThemNowWithThePlansTenants() throws Exception {
        List<DesiredState> fleet = runs.fleet("Acme", 2, 2);
        Wave b = Wave.of("b", LabelSelector.parse("ring=b"));
        SealedPlan plan = plan(fleet, CANARY, b, REST);

        RunRequest request = carryingOut(plan, fleet, b, CANARY, REST);
        Run run = runs.apply(request);

        assertThat(request.basis().inventory())
                .extracting(InventoryTenant::wave)
                .containsExactly(0, 0, 1, 1);
        assertThat(runs.saved.subList(0, 2)).containsExactlyInAnyOrder("b1", "b2");
        assertThat(runs.store.waves().find(run.id()).orElseThrow().seed())
                .isEqualTo(plan.header().scope().seed());
    }

    @Test
    void theTrailSaysWhichPlanWasCarriedOutAndWhoSignedIt() throws Exception {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        SealedPlan plan = plan(fleet, REST);
        Run run = runs.apply(carryingOut(plan, fleet, REST));

        assertThat(runs.store.waves().moments(run.id()).get(0).body())
                .containsEntry("type", "RUN_STARTED")
                .containsEntry("plan", plan.sha256())
                .containsEntry("planRun", plan.header().origin().run())
                .containsEntry("planSigner", "kari@example.com");
        assertThat(runs.store.runs().find(run.id()).orElseThrow().origin().plan())
                .isEqualTo(runs.plan);
    }

    @Test
    void aTenantOfWhichGitSaysSomethingElseSaysThatAPlanIsToBeMade() throws Exception {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        SealedPlan plan = plan(fleet, REST);
        Run run = runs.apply(carryingOut(plan, runs.fleet("Other", 1), REST));

        assertThat(runs.message(run, "a1")).contains("no longer what it was when the plan was made");
        assertThat(runs.saved).isEmpty();
    }
}
