package dev.smsconfig.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SaveResult.Unclear;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantReconcilerTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private static final SmsConfig LEGACY = config("Legacy", new Secret("old"));
    private static final SmsConfig WANTED = config("Acme", new Secret("new"));
    private static final Failure BROKEN = Failure.of(Kind.BROKEN, "the exchange broke");

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final List<SaveIntent> intents = new ArrayList<>();
    private Journal journal = intents::add;
    private DifferencePolicy policy = DifferencePolicy.healing();

    @BeforeEach
    void startFromTheLegacyState() {
        server.put(TENANT, LEGACY);
    }

    private static SmsConfig config(String sender, Value password) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), Map.of("cm_password", password));
    }

    private TenantReconciler reconciler() {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new TenantReconciler(
                new TenantComparison(
                        new TenantReads(server, retries),
                        new Planner(new Fingerprinter("k1", new byte[32])),
                        policy,
                        reference -> {
                            throw new SecretUnavailableException(reference.text() + " is not set");
                        }),
                new TenantSaves(server, server, retries),
                intent -> journal.aboutToSave(intent));
    }

    private static Task task(SmsConfig desired) {
        return new Task(new DesiredState(TENANT, desired, Map.of(), "tenants/Cust1.yaml"), null, false);
    }

    private Outcome reconcile() {
        return reconciler().reconcile(task(WANTED));
    }

    @Test
    void savesWhatDiffersAndProvesItByReadingBack() {
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(outcome.verified()).isNotNull();
        assertThat(server.get(TENANT)).isEqualTo(WANTED);
        assertThat(server.saves(TENANT)).isEqualTo(1);
        assertThat(server.observes(TENANT)).isEqualTo(2);
    }

    @Test
    void savesNothingWhereTheTenantIsInSync() {
        server.put(TENANT, WANTED);
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.IN_SYNC);
        assertThat(server.saves(TENANT)).isZero();
        assertThat(intents).isEmpty();
    }

    @Test
    void savesNothingWhenItOnlyCompares() {
        Outcome outcome = reconciler().compare(task(WANTED));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.PLANNED);
        assertThat(outcome.changes())
                .extracting(FieldChange::field)
                .containsExactly("NsPluginSender", "NsPluginConfig.cm_password");
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void announcesASaveBeforeItsRequest() {
        journal = intent -> assertThat(server.saves(TENANT)).isZero();
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.CONVERGED);
    }

    @Test
    void sendsNothingWhereTheIntentIsNotCommitted() {
        journal = intent -> {
            throw new JournalUnavailableException(new IllegalStateException("disk full"));
        };
        assertThatThrownBy(this::reconcile).isInstanceOf(JournalUnavailableException.class);
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void aFailedReadIsNeverAnAbsentConfiguration() {
        server.failObserve(TENANT, Failure.of(Kind.NOT_FOUND, "404"));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void readsAgainAfterATransientFailure() {
        server.failObserve(TENANT, BROKEN);
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.CONVERGED);
    }

    @Test
    void sendsNoSecondSaveWhenTheLostOneWasApplied() {
        server.answerSave(TENANT, new Unclear(BROKEN), true);
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(outcome.message()).contains("answer was lost");
        assertThat(server.saves(TENANT)).isEqualTo(1);
        assertThat(intents).hasSize(1);
    }

    @Test
    void savesAgainWhenReadingBackShowsThatTheLostOneWasNotApplied() {
        server.answerSave(TENANT, new Unclear(BROKEN), false);
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(intents).extracting(SaveIntent::attempt).containsExactly(1, 2);
    }

    @Test
    void endsUnknownWhenNeitherTheAnswerNorReadingBackCame() {
        server.answerSave(TENANT, new Unclear(BROKEN), true);
        journal = intent -> {
            for (int i = 0; i < 10; i++) {
                server.failObserve(TENANT, BROKEN);
            }
        };
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.UNKNOWN);
        assertThat(server.saves(TENANT)).isEqualTo(1);
    }

    @Test
    void endsFailedWhenTheServerFailsEveryTimeAndNothingWasApplied() {
        for (int i = 0; i < 3; i++) {
            server.answerSave(TENANT, new Unclear(Failure.of(Kind.SERVER_ERROR, "500")), false);
        }
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(server.saves(TENANT)).isEqualTo(3);
        assertThat(server.get(TENANT)).isEqualTo(LEGACY);
    }

    @Test
    void endsRejectedOnARefusalThatRepeatingCannotCure() {
        server.answerSave(TENANT, new NotSaved(Failure.of(Kind.REFUSED, "400")), false);
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.REJECTED);
        assertThat(server.saves(TENANT)).isEqualTo(1);
    }

    @Test
    void endsFailedOnACredentialThatDoesNotWork() {
        server.answerSave(TENANT, new NotSaved(Failure.of(Kind.UNAUTHENTICATED, "401")), false);
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(server.saves(TENANT)).isEqualTo(1);
    }

    @Test
    void namesTheFieldsInWhichTheServerDiffersAfterASave() {
        server.normalise(saved -> config("ACME", new Secret("new")));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.DIVERGED);
        assertThat(outcome.changes()).extracting(FieldChange::field).containsExactly("NsPluginSender");
        assertThat(outcome.verified()).isNull();
    }

    @Test
    void aSaveThatTheServerClaimsAndDidNotMakeIsDiverged() {
        server.normalise(saved -> LEGACY);
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.DIVERGED);
    }

    @Test
    void convergesWithAMaskedSecretAndSaysThatItIsUnverifiable() {
        server.normalise(saved -> config("Acme", new Value.Masked()));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(outcome.unverifiable()).containsExactly("NsPluginConfig.cm_password");
    }

    @Test
    void neverSendsAMaskBack() {
        server.put(TENANT, config("Legacy", new Value.Masked()));
        SmsConfig senderOnly = new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme")), null);
        Outcome outcome = reconciler().reconcile(task(senderOnly));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.REJECTED);
        assertThat(outcome.message()).contains("NsPluginConfig.cm_password").contains("set it in git");
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void sendsUnmanagedPropertiesBackAsTheyWereRead() {
        SmsConfig senderOnly = new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme")), null);
        reconciler().reconcile(task(senderOnly));
        assertThat(server.get(TENANT)).isEqualTo(config("Acme", new Secret("old")));
    }

    @Test
    void aReferenceThatDoesNotResolveFailsTheTenant() {
        Outcome outcome = reconciler().reconcile(task(config("Acme", new SecretReference("env", "NONE"))));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.message()).isEqualTo("ref+env://NONE is not set");
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void aReferenceNamesTheTenant() {
        Outcome outcome = reconciler().reconcile(task(config("Acme", SecretReference.parse("ref+sops://s#/{tenant}"))));
        assertThat(outcome.message()).isEqualTo("ref+sops://s#/" + TENANT + " is not set");
    }

    @Test
    void provesAnAnnouncedSaveOfAnInterruptedRunWithoutSendingItAgain() {
        server.put(TENANT, WANTED);
        Task interrupted = new Task(task(WANTED).desired(), null, true);
        assertThat(reconciler().compare(interrupted).kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void keepsAnAnnouncedSaveUnknownWhereReadingBackFails() {
        server.failObserve(TENANT, Failure.of(Kind.FORBIDDEN, "403"));
        Task interrupted = new Task(task(WANTED).desired(), null, true);
        assertThat(reconciler().compare(interrupted).kind()).isEqualTo(OutcomeKind.UNKNOWN);
    }

    private static Task interrupted() {
        return new Task(task(WANTED).desired(), null, true);
    }

    private static Failure suspended() {
        return Failure.of(Kind.NOT_RUNNING, "the tenant is not running: suspended");
    }

    @Test
    void endsUnsupportedWithTheDifferencesWhereTheServerCannotSave() {
        server.answerProbe(TENANT, Capability.told(Capability.Save.NO, "11.10.721.0"));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNSUPPORTED);
        assertThat(outcome.changes())
                .extracting(FieldChange::field)
                .containsExactly("NsPluginSender", "NsPluginConfig.cm_password");
        assertThat(outcome.message()).contains("(11.10.721.0) has no SaveSmsConfig");
    }

    @Test
    void tellsThatTheServerCannotSaveAlsoWhenItOnlyCompares() {
        server.answerProbe(TENANT, Capability.told(Capability.Save.NO, null));
        Outcome outcome = reconciler().compare(task(WANTED));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNSUPPORTED);
        assertThat(outcome.changes()).hasSize(2);
        assertThat(outcome.message()).startsWith("the server has no SaveSmsConfig");
    }

    @Test
    void announcesAndSendsNothingToAServerThatCannotSave() {
        server.answerProbe(TENANT, Capability.told(Capability.Save.NO, "11.1"));
        reconcile();
        assertThat(intents).isEmpty();
        assertThat(server.saves(TENANT)).isZero();
        assertThat(server.get(TENANT)).isEqualTo(LEGACY);
    }

    @Test
    void savesWhereTheServerDoesNotDescribeItself() {
        server.answerProbe(TENANT, Capability.told(Capability.Save.UNTOLD, null));
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.CONVERGED);
    }

    @Test
    void asksNoServerInSyncWhatItCanDo() {
        server.put(TENANT, WANTED);
        server.answerProbe(TENANT, Capability.told(Capability.Save.NO, "11.1"));
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.IN_SYNC);
        assertThat(reconciler().compare(task(WANTED)).kind()).isEqualTo(OutcomeKind.IN_SYNC);
        assertThat(server.probes(TENANT)).isZero();
    }

    @Test
    void endsFailedWithTheDifferencesWhereNobodyCanTellWhetherTheServerCanSave() {
        server.answerProbe(TENANT, Capability.notProbed(Failure.of(Kind.TLS, "untrusted")));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.changes()).hasSize(2);
        assertThat(outcome.message()).isEqualTo("can't tell whether the server can save: untrusted");
        assertThat(intents).isEmpty();
        assertThat(server.saves(TENANT)).isZero();
        assertThat(server.probes(TENANT)).isEqualTo(1);
    }

    @Test
    void asksAgainWhatTheServerCanDoAfterATransientFailure() {
        server.answerProbe(TENANT, Capability.notProbed(BROKEN));
        server.answerProbe(TENANT, Capability.notProbed(BROKEN));
        server.answerProbe(TENANT, Capability.told(Capability.Save.YES, "10.5"));
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(server.probes(TENANT)).isEqualTo(3);
    }

    @Test
    void givesUpAskingWhatTheServerCanDo() {
        server.answerProbe(TENANT, Capability.notProbed(BROKEN));
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(server.probes(TENANT)).isEqualTo(RetrySettings.standard().attempts());
    }

    @Test
    void skipsATenantThatStopsRunningBeforeItsServerIsAsked() {
        server.answerProbe(TENANT, Capability.notProbed(suspended()));
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SKIPPED);
        assertThat(outcome.message()).contains("suspended");
        assertThat(intents).isEmpty();
    }

    @Test
    void skipsATenantThatDoesNotRunAndSaysWhy() {
        server.failObserve(TENANT, suspended());
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SKIPPED);
        assertThat(outcome.message()).isEqualTo("the tenant is not running: suspended");
        assertThat(server.observes(TENANT)).isEqualTo(1);
    }

    @Test
    void keepsAnAnnouncedSaveUnknownWhereTheTenantDoesNotRun() {
        server.failObserve(TENANT, suspended());
        Outcome outcome = reconciler().reconcile(interrupted());
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNKNOWN);
        assertThat(outcome.message()).contains("an earlier save may have happened", "suspended");
    }

    @Test
    void skipsATenantThatStopsRunningBeforeItIsSaved() {
        server.answerSave(TENANT, new NotSaved(suspended()), false);
        Outcome outcome = reconcile();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SKIPPED);
        assertThat(outcome.message()).contains("suspended");
        assertThat(server.saves(TENANT)).isEqualTo(1);
    }

    @Test
    void readsBackWhereATenantStopsRunningAfterALostSave() {
        server.answerSave(TENANT, new Unclear(BROKEN), true);
        journal = intent -> {
            server.failObserve(TENANT, suspended());
            server.failObserve(TENANT, suspended());
        };
        assertThat(reconcile().kind()).isEqualTo(OutcomeKind.UNKNOWN);
    }

    @Test
    void endsRejectedBeforeAnythingIsSentWhereTheRightToUpdateIsMissing() {
        server.grant(TENANT, new Rights(Permission.DENIED, Map.of()));
        assertRejectedUnsent(reconcile());
        assertRejectedUnsent(reconciler().compare(task(WANTED)));
    }

    @Test
    void endsRejectedBeforeAnythingIsSentWhereATextIsTooLong() {
        server.grant(
                TENANT,
                new Rights(
                        Permission.GRANTED,
                        Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.GRANTED, 3))));
        assertRejectedUnsent(reconcile());
    }

    @Test
    void endsRejectedBeforeAnythingIsSentWhereAFieldMayNotBeWritten() {
        server.grant(
                TENANT,
                new Rights(
                        Permission.GRANTED,
                        Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.DENIED, 0))));
        assertRejectedUnsent(reconcile());
    }

    private void assertRejectedUnsent(Outcome outcome) {
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.REJECTED);
        assertThat(outcome.changes()).hasSize(2);
        assertThat(outcome.attempts()).isZero();
        assertThat(intents).isEmpty();
        assertThat(server.saves(TENANT)).isZero();
        assertThat(server.probes(TENANT)).isZero();
    }
}
