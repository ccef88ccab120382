package dev.smsconfig.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SaveResult.Unclear;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
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
                new RemoteTenants(server, server, server, retries),
                new Planner(new Fingerprinter("k1", new byte[32])),
                reference -> {
                    throw new SecretUnavailableException(reference.text() + " is not set");
                },
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
}
