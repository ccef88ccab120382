package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReversalTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private static final String PASSWORD = "NsPluginConfig.cm_password";
    private static final String TOKEN = "NsPluginConfig.cm_token";
    private static final byte[] FIRST_KEY = new byte[32];
    private static final Fingerprinter FIRST = Fingerprinter.of(List.of(FIRST_KEY));
    private static final Value MASKED = new Value.Masked();

    private final Reversal reversal = back(Cause.PENDING);

    private static Reversal back(Cause proof) {
        return Reversal.of(
                List.of(FieldChange.healed(PASSWORD, print(PASSWORD, "old"), print(PASSWORD, "new"), true, proof)));
    }

    private static String print(String field, String secret) {
        return FIRST.of(TENANT, field, new Secret(secret)).text();
    }

    private static SmsConfig settings(Map<String, Value> settings) {
        return new SmsConfig(Map.of(), settings);
    }

    private static SmsConfig password(Value value) {
        return settings(Map.of("cm_password", value));
    }

    private static Reversal.Found find(
            Reversal reversal, SmsConfig wanted, SmsConfig live, @Nullable LastApplied lastApplied) {
        return reversal.find(FIRST, wanted, new ObservedState(TENANT, live), lastApplied);
    }

    private Reversal.Found find(String wanted, Value live, @Nullable LastApplied lastApplied) {
        return find(reversal, password(new Secret(wanted)), password(live), lastApplied);
    }

    private static LastApplied lastApplied(String secret) {
        return new LastApplied(Map.of(PASSWORD, print(PASSWORD, secret)));
    }

    @Test
    void goesFromWhatTheRunLeftToWhatWasThere() {
        assertThat(reversal.changes())
                .containsExactly(FieldChange.healed(
                        PASSWORD, print(PASSWORD, "new"), print(PASSWORD, "old"), true, Cause.PENDING));
    }

    @Test
    void isDueWhereTheServerHoldsWhatTheRunLeft() {
        Reversal.Found found = find("old", new Secret("new"), null);

        assertThat(found.conflicts()).isEmpty();
        assertThat(found.plan().changes()).isEqualTo(reversal.changes());
    }

    @Test
    void isDoneWhereTheServerHasItAgain() {
        assertThat(find("old", new Secret("old"), null).plan().isEmpty()).isTrue();
    }

    @Test
    void isAConflictWhereTheServerHoldsAnythingElse() {
        Reversal.Found found = find("old", new Secret("third"), null);

        assertThat(found.text())
                .isEqualTo("CONFLICT in " + PASSWORD + ": the server no longer holds what the run left there");
        assertThat(found.plan().changes()).singleElement().satisfies(change -> {
            assertThat(change.from()).isEqualTo(print(PASSWORD, "third"));
            assertThat(change.cause()).isEqualTo(Cause.CONFLICT);
        });
    }

    @Test
    void isAConflictWhereTheSecretIsAnotherByNow() {
        assertThat(find("rotated", new Secret("new"), null).text()).contains("it was changed since");
    }

    @Test
    void comparesWithFingerprintsOfAnOlderKey() {
        byte[] second = new byte[32];
        second[0] = 1;
        Fingerprinter both = Fingerprinter.of(List.of(FIRST_KEY, second));

        Reversal.Found found = reversal.find(
                both, password(new Secret("old")), new ObservedState(TENANT, password(new Secret("new"))), null);

        assertThat(found.conflicts()).isEmpty();
        assertThat(found.plan().changes()).isEqualTo(reversal.changes());
    }

    @Test
    void takesAMaskedValueForWhatWasLastVerified() {
        assertThat(find("old", MASKED, lastApplied("new")).plan().changes()).isEqualTo(reversal.changes());
        assertThat(find("old", MASKED, lastApplied("old")).plan().isEmpty()).isTrue();
        assertThat(find("old", MASKED, lastApplied("third")).conflicts()).containsOnlyKeys(PASSWORD);
        assertThat(find("old", MASKED, null).conflicts()).containsOnlyKeys(PASSWORD);
    }

    @Test
    void knowsNothingOfAMaskedValueThatNobodyProved() {
        Reversal unproven = back(Cause.UNKNOWN);

        assertThat(find(unproven, password(new Secret("old")), password(MASKED), lastApplied("old"))
                        .text())
                .contains("nobody knows whether the run's save arrived");
        assertThat(find(unproven, password(new Secret("old")), password(new Secret("new")), null)
                        .conflicts())
                .as("a value that is shown proves itself")
                .isEmpty();
    }

    @Test
    void sendsNoOtherSecretThanTheOneLastVerifiedBesideIt() {
        SmsConfig live = settings(Map.of("cm_password", new Secret("new"), "cm_token", MASKED));
        SmsConfig wanted = settings(Map.of("cm_password", new Secret("old"), "cm_token", new Secret("token")));

        assertThat(find(reversal, wanted, live, new LastApplied(Map.of(TOKEN, print(TOKEN, "token"))))
                        .conflicts())
                .isEmpty();
        assertThat(find(reversal, wanted, live, new LastApplied(Map.of(TOKEN, print(TOKEN, "other"))))
                        .conflicts())
                .containsOnlyKeys(TOKEN);
    }

    @Test
    void remembersOfOtherFieldsWhatWasKnownBefore() {
        LastApplied before = new LastApplied(
                Map.of(PASSWORD, print(PASSWORD, "new"), "NsPluginSender", "Acme", "NsPluginConfig", "managed"));

        assertThat(reversal.asApplied(new Planner(FIRST), TENANT, password(new Secret("old")), before))
                .isEqualTo(new LastApplied(Map.of(
                        PASSWORD, print(PASSWORD, "old"), "NsPluginSender", "Acme", "NsPluginConfig", "managed")));
        assertThat(reversal.asApplied(new Planner(FIRST), TENANT, password(new Secret("old")), null))
                .isEqualTo(lastApplied("old"));
    }
}
