package dev.smsconfig.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.AcceptedDifference;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.DriftPolicy.Action;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Differences that a policy leaves on the server, beside others that are healed. */
class LeftDifferencesTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);
    private static final Planner PLANNER = new Planner(new Fingerprinter("k1", new byte[32]));

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final List<SaveIntent> intents = new ArrayList<>();

    private static SmsConfig config(String sender, String country, Map<String, Value> settings) {
        return new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text(sender),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text(country)),
                settings);
    }

    private static Map<String, Value> settings(String user) {
        return Map.of("cm_username", Value.text(user), "cm_password", new Secret("p"));
    }

    private static DifferencePolicy reporting(String... fields) {
        Map<String, Action> actions = new java.util.HashMap<>();
        for (String field : fields) {
            actions.put(field, Action.REPORT);
        }
        return new DifferencePolicy(new DriftPolicy(Action.HEAL, Action.HEAL, Action.HEAL, actions), List.of(), CLOCK);
    }

    private static DifferencePolicy accepting(String field, LocalDate expires) {
        return new DifferencePolicy(
                DriftPolicy.HEAL,
                List.of(new AcceptedDifference(new TenantGlob("Cust*"), field, "desk", "agreed", expires)),
                CLOCK);
    }

    private TenantComparison comparison(DifferencePolicy policy) {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new TenantComparison(new TenantReads(server, retries), PLANNER, policy, reference -> {
            throw new SecretUnavailableException("none");
        });
    }

    private Outcome reconcile(DifferencePolicy policy, SmsConfig desired, @Nullable LastApplied lastApplied) {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new TenantReconciler(comparison(policy), new TenantSaves(server, server, retries), intents::add)
                .reconcile(task(desired, lastApplied));
    }

    private static Task task(SmsConfig desired, @Nullable LastApplied lastApplied) {
        return new Task(new DesiredState(TENANT, desired, Map.of(), "tenants/Cust1.yaml"), lastApplied, false);
    }

    private static List<String> fields(Outcome outcome, Treatment treatment) {
        return outcome.changes().stream()
                .filter(change -> change.treatment() == treatment)
                .map(FieldChange::field)
                .toList();
    }

    @Test
    void aSaveSendsWhatTheServerHoldsInAFieldThatIsOnlyReported() {
        SmsConfig applied = config("Acme", "+47", settings("u"));
        server.put(TENANT, config("Meddled", "+47", settings("u")));
        SmsConfig desired = config("Acme", "+46", settings("u"));

        Outcome outcome = reconcile(reporting("NsPluginSender"), desired, PLANNER.asApplied(TENANT, applied));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(server.get(TENANT)).isEqualTo(config("Meddled", "+46", settings("u")));
        assertThat(fields(outcome, Treatment.HEAL)).containsExactly("DefaultSmsCountry");
        assertThat(fields(outcome, Treatment.REPORT)).containsExactly("NsPluginSender");
        assertThat(intents.get(0).changes()).extracting(FieldChange::field).containsExactly("DefaultSmsCountry");
    }

    @Test
    void theFieldThatIsLeftIsStillDriftTheNextNight() {
        SmsConfig applied = config("Acme", "+47", settings("u"));
        server.put(TENANT, config("Meddled", "+47", settings("u")));
        SmsConfig desired = config("Acme", "+46", settings("u"));
        DifferencePolicy policy = reporting("NsPluginSender");
        LastApplied after =
                reconcile(policy, desired, PLANNER.asApplied(TENANT, applied)).verified();

        Outcome next = reconcile(policy, desired, after);

        assertThat(next.kind()).isEqualTo(OutcomeKind.PLANNED);
        assertThat(next.isToBeSaved()).isFalse();
        assertThat(next.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.cause()).isEqualTo(dev.smsconfig.plan.Cause.DRIFT));
        assertThat(server.saves(TENANT)).isEqualTo(1);
    }

    @Test
    void leavesASettingThatSomebodyAddedWhereItsRemovalIsOnlyReported() {
        SmsConfig applied = config("Acme", "+47", settings("u"));
        SmsConfig live = config(
                "Acme",
                "+47",
                Map.of(
                        "cm_username", Value.text("u"),
                        "cm_password", new Secret("p"),
                        "cm_url", Value.text("x")));
        server.put(TENANT, live);

        Outcome outcome = reconcile(
                reporting("NsPluginConfig.cm_url"),
                config("Acme", "+46", settings("u")),
                PLANNER.asApplied(TENANT, applied));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.CONVERGED);
        assertThat(server.get(TENANT))
                .extracting(SmsConfig::pluginConfig)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("cm_url", Value.text("x"));
    }

    @Test
    void anAcceptedDifferenceLeavesTheTenantInSyncAndIsCounted() {
        server.put(TENANT, config("Special", "+47", settings("u")));

        Outcome outcome = reconcile(
                accepting("NsPluginSender", LocalDate.of(2027, 3, 1)), config("Acme", "+47", settings("u")), null);

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.IN_SYNC);
        assertThat(fields(outcome, Treatment.ACCEPT)).containsExactly("NsPluginSender");
        assertThat(server.saves(TENANT)).isZero();
        assertThat(outcome.verified())
                .extracting(LastApplied::fields)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .doesNotContainKey("NsPluginSender");
    }

    @Test
    void anExpiredAcceptanceFailsTheTenantAndSavesNothingOfIt() {
        server.put(TENANT, config("Special", "+46", settings("u")));

        Outcome outcome = reconcile(
                accepting("NsPluginSender", LocalDate.of(2026, 11, 23)), config("Acme", "+47", settings("u")), null);

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.message()).contains("expired on 2026-11-23");
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void aComparisonHasNothingToSaveWithAndAsksNoServerWhatItCanDo() {
        server.put(TENANT, config("Legacy", "+47", settings("u")));

        Outcome outcome =
                comparison(DifferencePolicy.healing()).compare(task(config("Acme", "+47", settings("u")), null));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.PLANNED);
        assertThat(server.probes(TENANT)).isZero();
    }
}
