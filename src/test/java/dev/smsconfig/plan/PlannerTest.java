package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private final Planner planner = new Planner(new Fingerprinter("k1", new byte[32]));

    private static SmsConfig sender(String sender) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), null);
    }

    private static SmsConfig settings(Map<String, Value> settings) {
        return new SmsConfig(Map.of(), settings);
    }

    private Plan plan(SmsConfig desired, SmsConfig observed) {
        return planner.plan(desired, new ObservedState(TENANT, observed), null);
    }

    private Plan plan(SmsConfig desired, SmsConfig observed, SmsConfig lastApplied) {
        LastApplied last = planner.asApplied(TENANT, lastApplied);
        return planner.plan(desired, new ObservedState(TENANT, observed), last);
    }

    @Test
    void plansNothingWhereGitAndServerAgree() {
        assertThat(plan(sender("Acme"), sender("Acme")).isEmpty()).isTrue();
    }

    @Test
    void namesAFieldThatDiffers() {
        assertThat(plan(sender("Acme"), sender("Legacy")).changes())
                .containsExactly(FieldChange.healed("NsPluginSender", "Legacy", "Acme", false, Cause.UNKNOWN));
    }

    @Test
    void leavesUnmanagedPropertiesAlone() {
        SmsConfig observed = new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme"),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+46")),
                Map.of("cm_username", Value.text("u")));
        assertThat(plan(sender("Acme"), observed).isEmpty()).isTrue();
    }

    @Test
    void takesNullAndEmptyAsTheSame() {
        assertThat(plan(sender(""), new SmsConfig(Map.of(), null)).isEmpty()).isTrue();
    }

    @Test
    void removesASettingThatGitDoesNotSet() {
        Plan plan = plan(
                settings(Map.of("cm_username", Value.text("u"))),
                settings(Map.of("cm_username", Value.text("u"), "cm_url", Value.text("x"))));
        assertThat(plan.changes())
                .containsExactly(FieldChange.healed("NsPluginConfig.cm_url", "x", null, false, Cause.UNKNOWN));
    }

    @Test
    void addsASettingThatTheServerLacks() {
        assertThat(plan(settings(Map.of("cm_username", Value.text("u"))), settings(Map.of()))
                        .changes())
                .containsExactly(FieldChange.healed("NsPluginConfig.cm_username", null, "u", false, Cause.UNKNOWN));
    }

    @Test
    void showsASecretAsItsFingerprintOnBothSides() {
        FieldChange change = plan(
                        settings(Map.of("cm_password", new Secret("new-canary"))),
                        settings(Map.of("cm_password", new Secret("old-canary"))))
                .changes()
                .get(0);
        assertThat(change.sensitive()).isTrue();
        assertThat(change.from()).startsWith("hmac:k1:").isNotEqualTo(change.to());
        assertThat(change.to()).startsWith("hmac:k1:");
        assertThat(change.toString()).doesNotContain("canary");
    }

    @Test
    void hidesBothSidesOfAPlainSettingThatGitMakesASecret() {
        FieldChange change = plan(
                        settings(Map.of("cm_username", new Secret("new"))),
                        settings(Map.of("cm_username", Value.text("old"))))
                .changes()
                .get(0);
        assertThat(change.from()).startsWith("hmac:");
    }

    @Test
    void comparesASecretWithAPlainSettingByContent() {
        assertThat(plan(
                                settings(Map.of("cm_username", new Secret("u"))),
                                settings(Map.of("cm_username", Value.text("u"))))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void changesAMaskedSecretThatWasNeverApplied() {
        assertThat(plan(
                                settings(Map.of("cm_password", new Secret("s"))),
                                settings(Map.of("cm_password", new Value.Masked())))
                        .changes())
                .extracting(FieldChange::from)
                .containsExactly(FieldChange.MASKED);
    }

    @Test
    void takesAMaskedSecretAsEqualByItsFingerprint() {
        SmsConfig desired = settings(Map.of("cm_password", new Secret("s")));
        Plan plan = plan(desired, settings(Map.of("cm_password", new Value.Masked())), desired);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unverifiable()).containsExactly("NsPluginConfig.cm_password");
    }

    @Test
    void changesAMaskedSecretWhenGitMoved() {
        Plan plan = plan(
                settings(Map.of("cm_password", new Secret("new"))),
                settings(Map.of("cm_password", new Value.Masked())),
                settings(Map.of("cm_password", new Secret("old"))));
        assertThat(plan.cause()).isEqualTo(Cause.PENDING);
    }

    @Test
    void callsItPendingWhenGitMoved() {
        assertThat(plan(sender("New"), sender("Old"), sender("Old")).cause()).isEqualTo(Cause.PENDING);
    }

    @Test
    void callsItDriftWhenTheServerMoved() {
        assertThat(plan(sender("Old"), sender("ByHand"), sender("Old")).cause()).isEqualTo(Cause.DRIFT);
    }

    @Test
    void callsItConflictWhenBothMoved() {
        assertThat(plan(sender("New"), sender("ByHand"), sender("Old")).cause()).isEqualTo(Cause.CONFLICT);
    }

    @Test
    void callsItUnknownWhenNothingWasEverApplied() {
        assertThat(plan(sender("New"), sender("Old")).cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void callsASettingAddedByHandDrift() {
        SmsConfig desired = settings(Map.of("cm_username", Value.text("u")));
        SmsConfig observed = settings(Map.of("cm_username", Value.text("u"), "cm_url", Value.text("x")));
        assertThat(plan(desired, observed, desired).cause()).isEqualTo(Cause.DRIFT);
    }

    @Test
    void callsASettingThatGitRemovedPending() {
        SmsConfig before = settings(Map.of("cm_username", Value.text("u"), "cm_url", Value.text("x")));
        assertThat(plan(settings(Map.of("cm_username", Value.text("u"))), before, before)
                        .cause())
                .isEqualTo(Cause.PENDING);
    }

    @Test
    void callsANewlyManagedPropertyPending() {
        assertThat(plan(sender("New"), sender("Old"), settings(Map.of())).cause())
                .isEqualTo(Cause.PENDING);
    }

    /** Whatever the two sides hold: once the whole that a save sends is there, nothing is left to do. */
    @RepeatedTest(200)
    void aPlanIsEmptyAfterItsSave(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        SmsConfig desired = randomConfig(random);
        SmsConfig observed = randomConfig(random);
        assertThat(plan(desired, observed.overlaidBy(desired)).isEmpty())
                .as("seed %d", repetition.getCurrentRepetition())
                .isTrue();
    }

    private static SmsConfig randomConfig(Random random) {
        Map<SmsProperty, Value> properties = new HashMap<>();
        for (SmsProperty property : SmsProperty.values()) {
            if (random.nextBoolean()) {
                properties.put(property, Value.text("v" + random.nextInt(2)));
            }
        }
        if (random.nextInt(4) == 0) {
            return new SmsConfig(properties, null);
        }
        Map<String, Value> settings = new HashMap<>();
        for (String key : new String[] {"cm_username", "cm_serviceId", "cm_password", "odd"}) {
            if (random.nextBoolean()) {
                String text = random.nextInt(3) == 0 ? "" : "s" + random.nextInt(2);
                settings.put(key, key.equals("cm_password") ? new Secret(text) : Value.text(text));
            }
        }
        return new SmsConfig(properties, settings);
    }

    @Test
    void aNewFingerprintKeyLooksLikeNoChange() {
        Planner rotated = new Planner(Fingerprinter.of(List.of(new byte[32], otherKey())));
        LastApplied before = planner.asApplied(TENANT, settings(Map.of("cm_password", new Secret("p"))));
        ObservedState masked = new ObservedState(TENANT, settings(Map.of("cm_password", new Value.Masked())));

        Plan plan = rotated.plan(settings(Map.of("cm_password", new Secret("p"))), masked, before);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unverifiable()).containsExactly("NsPluginConfig.cm_password");
    }

    @Test
    void aSecretThatDriftedIsToldFromOneThatGitChangedUnderANewFingerprintKey() {
        Planner rotated = new Planner(Fingerprinter.of(List.of(new byte[32], otherKey())));
        LastApplied before = planner.asApplied(TENANT, settings(Map.of("cm_password", new Secret("p"))));
        ObservedState drifted = new ObservedState(TENANT, settings(Map.of("cm_password", Value.text("q"))));
        ObservedState asBefore = new ObservedState(TENANT, settings(Map.of("cm_password", Value.text("p"))));

        assertThat(rotated.plan(settings(Map.of("cm_password", new Secret("p"))), drifted, before)
                        .changes())
                .extracting(FieldChange::cause)
                .containsExactly(Cause.DRIFT);
        assertThat(rotated.plan(settings(Map.of("cm_password", new Secret("n"))), asBefore, before)
                        .changes())
                .extracting(FieldChange::cause)
                .containsExactly(Cause.PENDING);
    }

    @Test
    void whatIsAppliedIsRememberedUnderTheNewestFingerprintKey() {
        Planner rotated = new Planner(Fingerprinter.of(List.of(new byte[32], otherKey())));

        assertThat(rotated.asApplied(TENANT, settings(Map.of("cm_password", new Secret("p"))))
                        .fields())
                .hasEntrySatisfying(
                        "NsPluginConfig.cm_password", text -> assertThat(text).startsWith("hmac:k2:"));
    }

    private static byte[] otherKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }
}
