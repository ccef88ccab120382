package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs that take back what another run saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollbackRunTest {

    private static final FailureBudget BUDGET = new FailureBudget(3, 100);
    private static final Wave A = Wave.of("a", LabelSelector.parse("ring=a"));
    private static final Wave REST = Wave.of("rest", LabelSelector.everything());

    /** One repository, in which each test has an environment of its own. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private RolloutRuns runs;

    private int tests;

    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @BeforeAll
    void open() {
        runs = new RolloutRuns(repository());
    }

    @AfterAll
    void close() {
        runs.close();
    }

    @BeforeEach
    void anew() {
        runs.environment = "test" + tests++;
        runs.pacing = new Pacing(Duration.ofHours(1), null);
        runs.saved.clear();
        runs.failing.clear();
        runs.rejecting.clear();
        runs.unreadable.clear();
        runs.normalises = false;
        runs.masks = false;
        runs.selection = null;
        runs.commit = null;
        for (String ring : List.of("a", "b")) {
            for (int i = 1; i <= 4; i++) {
                put(ring + i, "Legacy");
            }
        }
    }

    private Run apply(List<DesiredState> fleet) {
        return runs.apply(runs.request(fleet, BUDGET, A, REST));
    }

    private RunRequest back(Run undone, List<DesiredState> fleet) {
        return runs.wayBack(undone, runs.request(fleet, BUDGET, A, REST));
    }

    private Run rollBack(Run undone, List<DesiredState> fleet) {
        return runs.rollBack(undone, back(undone, fleet));
    }

    private String sender(String tenant) {
        SmsConfig config = Objects.requireNonNull(runs.server.get(new TenantId(tenant)));
        return ((Value.Text) Objects.requireNonNull(config.properties().get(SmsProperty.NS_PLUGIN_SENDER))).text();
    }

    private void put(String tenant, String sender) {
        runs.server.put(new TenantId(tenant), RolloutRuns.config(sender));
    }

    @Test
    void bringsBackWhatEachTenantHad() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 2);
        put("b2", "Own");
        Run undone = apply(fleet);

        Run rollback = rollBack(undone, fleet);

        assertThat(rollback.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.outcomes(rollback))
                .isEqualTo(
                        Map.of("a1", OutcomeKind.CONVERGED, "b1", OutcomeKind.CONVERGED, "b2", OutcomeKind.CONVERGED));
        assertThat(List.of(sender("a1"), sender("b1"), sender("b2"))).containsExactly("Legacy", "Legacy", "Own");
    }

    @Test
    void goesInWaves() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 2);
        Run undone = apply(fleet);
        runs.saved.clear();

        rollBack(undone, fleet);

        assertThat(runs.saved.get(0)).isEqualTo("a1");
        assertThat(runs.saved).hasSize(3);
    }

    @Test
    void leavesATenantAloneThatMovedSince() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 1);
        Run undone = apply(fleet);
        put("b1", "ByHand");

        Run rollback = rollBack(undone, fleet);

        assertThat(runs.outcomes(rollback)).isEqualTo(Map.of("a1", OutcomeKind.CONVERGED, "b1", OutcomeKind.STALE));
        assertThat(sender("b1")).isEqualTo("ByHand");
        assertThat(runs.message(rollback, "b1"))
                .isEqualTo("CONFLICT in NsPluginSender: the server no longer holds what the run left there");
        assertThat(runs.changes(rollback, "b1"))
                .containsExactly(FieldChange.healed("NsPluginSender", "ByHand", "Legacy", false, Cause.CONFLICT));
    }

    @Test
    void takesBackNothingASecondTime() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 1);
        Run undone = apply(fleet);
        rollBack(undone, fleet);
        runs.saved.clear();

        Run again = rollBack(undone, fleet);

        assertThat(again.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.saved).isEmpty();
    }

    @Test
    void leavesFieldsAloneThatTheRunDidNotTouch() {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        Run undone = apply(fleet);
        runs.server.put(
                new TenantId("a1"),
                new SmsConfig(
                        Map.of(
                                SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme"),
                                SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+99")),
                        Map.of("new", new Secret("setting"))));

        rollBack(undone, fleet);

        assertThat(runs.server.get(new TenantId("a1")))
                .isEqualTo(new SmsConfig(
                        Map.of(
                                SmsProperty.NS_PLUGIN_SENDER, Value.text("Legacy"),
                                SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+99")),
                        Map.of("new", new Secret("setting"))));
    }

    @Test
    void whatThePlanSaysAfterwardsIsPendingAndNoDrift() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 1);
        apply(runs.fleet("Legacy", 1, 1));
        Run undone = apply(fleet);
        rollBack(undone, fleet);

        Run plan = runs.start(Run.PLAN, runs.request(fleet, BUDGET, A, REST));

        assertThat(runs.changes(plan, "a1")).extracting(FieldChange::cause).containsExactly(Cause.PENDING);
    }

    @Test
    void isRecordedOnBothSides() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 1);
        Run undone = apply(fleet);
        Run rollback = rollBack(undone, fleet);

        assertThat(runs.store.runs().find(rollback.id()).orElseThrow().origin().undoes())
                .isEqualTo(undone.id());
        assertThat(runs.store.waves().moments(rollback.id()))
                .filteredOn(moment -> moment.type().equals("ROLLED_BACK"))
                .extracting(moment -> moment.text("undoes"))
                .containsExactly(undone.id());
        assertThat(runs.store.waves().moments(undone.id()))
                .filteredOn(moment -> moment.type().equals("ROLLED_BACK"))
                .extracting(moment -> moment.text("by"))
                .containsExactly(rollback.id());
    }

    @Test
    void keepsARunFromBeingResumedThatItTakesBack() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 4);
        runs.rejecting.addAll(Set.of("b1", "b2", "b3", "b4"));
        Run undone = apply(fleet);
        assertThat(undone.status()).isEqualTo(RunStatus.PARTIAL);

        rollBack(undone, fleet);

        Run after = runs.store.runs().find(undone.id()).orElseThrow();
        assertThat(after.status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(after.message()).contains("which rolls it back");
        assertThat(sender("a1")).isEqualTo("Legacy");
    }

    @Test
    void goesOnWhereItWasStopped() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 4);
        Run undone = apply(fleet);
        runs.failing.addAll(Set.of("b1", "b2", "b3", "b4"));
        Run stopped = rollBack(undone, fleet);
        assertThat(stopped.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(runs.summary(stopped)).containsEntry(OutcomeKind.FAILED, 3);
        runs.failing.clear();

        Run resumed = runs.resume(stopped, back(undone, fleet));

        assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.summary(resumed)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 5));
        assertThat(sender("b4")).isEqualTo("Legacy");
    }

    @Test
    void goesOnAfterItsProcessDied() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 4);
        Run undone = apply(fleet);
        runs.saved.clear();
        runs.beforeSave = () -> {
            if (runs.saved.size() == 2) {
                throw new IllegalStateException("the process dies here");
            }
        };
        assertThatThrownBy(() -> rollBack(undone, fleet)).isInstanceOf(RunFailedException.class);
        runs.beforeSave = () -> {};
        Run dead = runs.store.runs().newest(1).get(0);
        assertThat(dead.status()).isEqualTo(RunStatus.INTERRUPTED);

        Run resumed = runs.resume(dead, back(undone, fleet));

        assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.summary(resumed)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 5));
        assertThat(List.of(sender("a1"), sender("b1"), sender("b2"), sender("b3"), sender("b4")))
                .containsOnly("Legacy");
        assertThat(runs.store.waves().moments(undone.id()))
                .filteredOn(moment -> moment.type().equals("ROLLED_BACK"))
                .hasSize(1);
    }

    @Test
    void takesBackWhatRunsSavedThatNobodyProved() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 2);
        runs.unreadable.add("b1");
        Run undone = apply(fleet);
        assertThat(runs.outcomes(undone)).containsEntry("b1", OutcomeKind.UNKNOWN);
        runs.unreadable.clear();

        assertThat(runs.summary(rollBack(undone, fleet))).isEqualTo(Map.of(OutcomeKind.CONVERGED, 3));
        assertThat(sender("b1")).isEqualTo("Legacy");
    }

    @Test
    void takesBackWhatTheServerMadeOfIt() {
        List<DesiredState> fleet = runs.fleet("Acme  ", 1);
        runs.normalises = true;
        Run undone = apply(fleet);
        assertThat(runs.outcomes(undone)).containsEntry("a1", OutcomeKind.DIVERGED);
        assertThat(sender("a1")).isEqualTo("Acme");

        Run rollback = rollBack(undone, fleet);

        assertThat(runs.outcomes(rollback)).containsEntry("a1", OutcomeKind.CONVERGED);
        assertThat(sender("a1")).isEqualTo("Legacy");
    }

    private static SmsConfig password(String sender, String password) {
        return new SmsConfig(
                Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), Map.of("cm_password", new Secret(password)));
    }

    private static List<DesiredState> withPassword(String sender, String password) {
        return List.of(new DesiredState(
                new TenantId("a1"), password(sender, password), Map.of("ring", "a"), "tenants/a1.yaml"));
    }

    /** Git had that password. */
    private static EarlierSecrets had(String password) {
        return (tenant, replaced) ->
                new EarlierSecrets.Found(Map.of("NsPluginConfig.cm_password", new Secret(password)), Map.of());
    }

    @Test
    void takesAMaskedSecretForTheOneThatWasSavedLast() {
        runs.masks = true;
        runs.server.put(new TenantId("a1"), password("Legacy", "zero"));
        apply(withPassword("Legacy", "one"));
        List<DesiredState> fleet = withPassword("Acme", "two");
        Run undone = apply(fleet);
        RunRequest request = runs.request(fleet, BUDGET, A, REST);

        Run rollback = runs.rollBack(undone, runs.wayBack(undone, request, had("one")));

        assertThat(rollback.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.server.get(new TenantId("a1"))).isEqualTo(password("Legacy", "one"));
        runs.saved.clear();
        assertThat(runs.rollBack(undone, runs.wayBack(undone, request, had("one")))
                        .status())
                .isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.saved).isEmpty();
    }

    @Test
    void sendsTheMaskedSecretAgainThatItLeavesAsItIs() {
        runs.masks = true;
        runs.server.put(new TenantId("a1"), password("Legacy", "zero"));
        apply(withPassword("Legacy", "one"));
        List<DesiredState> fleet = withPassword("Acme", "one");
        Run undone = apply(fleet);
        RunRequest request = runs.request(fleet, BUDGET, A, REST);

        Run other = runs.rollBack(undone, runs.wayBack(undone, request, had("another")));
        assertThat(runs.message(other, "a1")).startsWith("CONFLICT in NsPluginConfig.cm_password: the server masks it");
        Run rollback = runs.rollBack(undone, runs.wayBack(undone, request, had("one")));

        assertThat(rollback.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.server.get(new TenantId("a1"))).isEqualTo(password("Legacy", "one"));
    }

    @Test
    void takesBackSavesOfEveryExecution() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 4);
        runs.failing.addAll(Set.of("b1", "b2", "b3"));
        Run stopped = apply(fleet);
        runs.failing.clear();
        put("b1", "Between");
        Run undone = runs.resume(stopped, runs.request(fleet, BUDGET, A, REST));
        assertThat(undone.status()).isEqualTo(RunStatus.COMPLETED);

        rollBack(undone, fleet);

        assertThat(List.of(sender("a1"), sender("b1"), sender("b2"))).containsExactly("Legacy", "Between", "Legacy");
    }

    @Test
    void aSelectionDoesNotEndARolloutOfAllThatWaits() {
        runs.pacing = new Pacing(Duration.ofHours(1), "a");
        Run waiting = apply(runs.fleet("Acme", 2, 2));
        runs.pacing = new Pacing(Duration.ofHours(1), null);
        runs.selection = "--tenant a1";
        runs.saved.clear();

        Run some = apply(runs.fleet("Next", 1));

        assertThat(some.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(some.message())
                .contains("rollout " + waiting.id() + " waits between two waves", "or apply to all tenants");
        assertThat(runs.saved).isEmpty();
        runs.selection = null;
        assertThat(apply(runs.fleet("Next", 2, 2)).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(runs.store.runs().find(waiting.id()).orElseThrow().status()).isEqualTo(RunStatus.SUPERSEDED);
    }

    @Test
    void doesNotSaveBesideARolloutThatWaits() {
        List<DesiredState> fleet = runs.fleet("Acme", 2, 2);
        Run undone = apply(fleet);
        runs.pacing = new Pacing(Duration.ofHours(1), "a");
        Run waiting = apply(runs.fleet("Next", 2, 2));
        assertThat(waiting.status()).isEqualTo(RunStatus.PAUSED);
        runs.saved.clear();

        Run rollback = rollBack(undone, fleet);

        assertThat(rollback.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(rollback.message()).contains(waiting.id());
        assertThat(runs.saved).isEmpty();
        assertThat(runs.store.runs().find(waiting.id()).orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void anApplyAfterwardsEndsARollbackThatWasLeftUnfinished() {
        // of the same commit, whose configuration a rollback does not bring
        runs.commit = RolloutRunTest.commit("c1");
        List<DesiredState> fleet = runs.fleet("Acme", 1, 4);
        Run undone = apply(fleet);
        runs.failing.addAll(Set.of("b1", "b2", "b3", "b4"));
        Run stopped = rollBack(undone, fleet);
        runs.failing.clear();

        apply(fleet);

        assertThat(runs.store.runs().find(stopped.id()).orElseThrow().status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(sender("a1")).isEqualTo("Acme");
    }

    @Test
    void guardsCountIt() {
        List<DesiredState> fleet = runs.fleet("Acme", 1, 3);
        Run undone = apply(fleet);
        runs.saved.clear();

        Run rollback = runs.rollBack(undone, runs.wayBack(undone, runs.guarded(fleet, "50%", BUDGET, A, REST)));

        assertThat(rollback.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(runs.saved).isEmpty();
        assertThat(runs.store.waves().moments(undone.id()))
                .noneMatch(moment -> moment.type().equals("ROLLED_BACK"));
    }
}
