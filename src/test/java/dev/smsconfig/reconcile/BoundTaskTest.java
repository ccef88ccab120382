package dev.smsconfig.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A tenant of which only certain changes may be saved. */
class BoundTaskTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private static final Planner PLANNER = new Planner(new Fingerprinter("k1", new byte[32]));
    private static final SmsConfig WANTED = config("Acme", "+47");

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final List<SaveIntent> intents = new ArrayList<>();

    private static SmsConfig config(String sender, String country) {
        return new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text(sender),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text(country)),
                Map.of());
    }

    private static FieldChange sender(String from, Cause cause) {
        return FieldChange.healed("NsPluginSender", from, "Acme", false, cause);
    }

    private Outcome reconcile(@Nullable LastApplied lastApplied, FieldChange... bound) {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        TenantComparison comparison = new TenantComparison(
                new TenantReads(server, retries), PLANNER, DifferencePolicy.healing(), reference -> {
                    throw new SecretUnavailableException("none");
                });
        Task task = new Task(
                new DesiredState(TENANT, WANTED, Map.of(), "tenants/Cust1.yaml"), lastApplied, false, List.of(bound));
        return new TenantReconciler(comparison, new TenantSaves(server, server, retries), intents::add).reconcile(task);
    }

    @Test
    void whatWasAgreedToIsSaved() {
        server.put(TENANT, config("Legacy", "+47"));

        assertThat(reconcile(null, sender("Legacy", Cause.UNKNOWN)).kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(server.get(TENANT)).isEqualTo(WANTED);
    }

    @Test
    void aValueThatMovedSinceIsNotOverwritten() {
        server.put(TENANT, config("Meddled", "+47"));

        Outcome outcome = reconcile(null, sender("Legacy", Cause.UNKNOWN));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.STALE);
        assertThat(outcome.changes()).containsExactly(sender("Meddled", Cause.UNKNOWN));
        assertThat(server.get(TENANT)).isEqualTo(config("Meddled", "+47"));
        assertThat(intents).isEmpty();
    }

    @Test
    void aFurtherFieldThatMovedSinceIsNotOverwrittenEither() {
        server.put(TENANT, config("Legacy", "+1"));

        assertThat(reconcile(null, sender("Legacy", Cause.UNKNOWN)).kind()).isEqualTo(OutcomeKind.STALE);
        assertThat(intents).isEmpty();
    }

    @Test
    void aTenantThatNeededNothingIsLeftWhereItNeedsSomethingNow() {
        server.put(TENANT, config("Meddled", "+47"));

        Outcome outcome = reconcile(null);

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.STALE);
        assertThat(outcome.message()).contains("was in sync or could not be read");
    }

    @Test
    void whatWasAgreedNotToBeSavedIsNotSavedThoughItCouldBeByNow() {
        server.put(TENANT, config("Legacy", "+47"));

        Outcome outcome = reconcile(null, sender("Legacy", Cause.UNKNOWN).treated(Treatment.FAIL));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.STALE);
        assertThat(outcome.message()).contains("could not be saved when the plan was made");
        assertThat(intents).isEmpty();
    }

    @Test
    void whatStillCannotBeSavedSaysSo() {
        server.put(TENANT, config("Legacy", "+47"));
        server.answerProbe(TENANT, Capability.told(Capability.Save.NO, "11.1"));

        Outcome outcome = reconcile(null, sender("Legacy", Cause.UNKNOWN).treated(Treatment.FAIL));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNSUPPORTED);
    }

    @Test
    void aTenantThatHasGotThereByItselfIsInSync() {
        server.put(TENANT, WANTED);

        assertThat(reconcile(null, sender("Legacy", Cause.UNKNOWN)).kind()).isEqualTo(OutcomeKind.IN_SYNC);
    }

    @Test
    void anotherCauseOfTheSameChangeIsNoOtherChange() {
        server.put(TENANT, config("Legacy", "+47"));

        Outcome outcome =
                reconcile(PLANNER.asApplied(TENANT, config("Legacy", "+47")), sender("Legacy", Cause.UNKNOWN));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(outcome.changes()).containsExactly(sender("Legacy", Cause.PENDING));
    }
}
