package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.DriftPolicy.Action;
import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencePolicyTest {

    private static final String SENDER = "NsPluginSender";

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneId.of("Pacific/Kiritimati"));
    }

    private static Plan plan(String tenant, String field, Cause cause) {
        return new Plan(new TenantId(tenant), List.of(FieldChange.healed(field, "a", "b", false, cause)), List.of());
    }

    private static Treatment treatment(DifferencePolicy policy, Plan plan) {
        return policy.treat(plan).changes().get(0).treatment();
    }

    private static DifferencePolicy accepting(String tenants, String clock) {
        return new DifferencePolicy(
                DriftPolicy.HEAL,
                List.of(new AcceptedDifference(
                        new TenantGlob(tenants), SENDER, "desk", "agreed", LocalDate.of(2027, 3, 1))),
                at(clock));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, HEAL",
        "DRIFT, REPORT",
        "CONFLICT, FAIL",
        "UNKNOWN, HEAL",
    })
    void treatsADifferenceByItsCause(Cause cause, Treatment expected) {
        DifferencePolicy policy = new DifferencePolicy(
                new DriftPolicy(Action.REPORT, Action.FAIL, Action.HEAL, Map.of()),
                List.of(),
                at("2026-11-24T00:00:00Z"));
        assertThat(treatment(policy, plan("Cust1", SENDER, cause))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"DRIFT, REPORT", "CONFLICT, REPORT", "UNKNOWN, REPORT", "PENDING, HEAL"})
    void aFieldsOwnActionGoesBeforeItsCauseButNeverHoldsUpWhatGitChanged(Cause cause, Treatment expected) {
        DifferencePolicy policy = new DifferencePolicy(
                new DriftPolicy(Action.FAIL, Action.FAIL, Action.FAIL, Map.of(SENDER, Action.REPORT)),
                List.of(),
                at("2026-11-24T00:00:00Z"));
        assertThat(treatment(policy, plan("Cust1", SENDER, cause))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Cust5*, Cust51, true",
        "Cust5*, Cust5, true",
        "Cust5*, XCust51, false",
        "Cust?, Cust5, true",
        "Cust?, Cust51, false",
    })
    void acceptsWhereTheGlobMatches(String glob, String tenant, boolean accepted) {
        assertThat(treatment(accepting(glob, "2027-02-01T00:00:00Z"), plan(tenant, SENDER, Cause.DRIFT)))
                .isEqualTo(accepted ? Treatment.ACCEPT : Treatment.HEAL);
    }

    @Test
    void acceptsNoOtherField() {
        assertThat(treatment(accepting("*", "2027-02-01T00:00:00Z"), plan("Cust1", "DefaultSmsCountry", Cause.DRIFT)))
                .isEqualTo(Treatment.HEAL);
    }

    @ParameterizedTest
    @CsvSource({"2027-03-01T23:59:59Z, ACCEPT", "2027-03-02T00:00:00Z, FAIL"})
    void anAcceptanceHoldsThroughItsLastDayInUtcAndThenFailsTheTenant(String clock, Treatment expected) {
        DifferencePolicy policy = accepting("*", clock);
        Plan treated = policy.treat(plan("Cust1", SENDER, Cause.PENDING));
        assertThat(treated.changes().get(0).treatment()).isEqualTo(expected);
        assertThat(policy.failure(treated).isPresent()).isEqualTo(expected == Treatment.FAIL);
        policy.failure(treated)
                .ifPresent(message ->
                        assertThat(message).contains("expired on 2027-03-01", "owner desk", "acceptedDifferences"));
    }

    @Test
    void aRenewedAcceptanceHoldsBesideAnExpiredOne() {
        DifferencePolicy policy = new DifferencePolicy(
                DriftPolicy.HEAL,
                List.of(
                        new AcceptedDifference(
                                new TenantGlob("*"), SENDER, "desk", "renewed", LocalDate.of(2027, 9, 1)),
                        new AcceptedDifference(
                                new TenantGlob("*"), SENDER, "desk", "agreed", LocalDate.of(2027, 3, 1))),
                at("2027-05-01T00:00:00Z"));
        assertThat(treatment(policy, plan("Cust1", SENDER, Cause.DRIFT))).isEqualTo(Treatment.ACCEPT);
    }

    @Test
    void saysWhichFieldsFailATenant() {
        DifferencePolicy policy = new DifferencePolicy(
                new DriftPolicy(Action.FAIL, Action.FAIL, Action.HEAL, Map.of()),
                List.of(),
                at("2026-11-24T00:00:00Z"));
        assertThat(policy.failure(policy.treat(plan("Cust1", SENDER, Cause.DRIFT))))
                .hasValueSatisfying(message -> assertThat(message).contains("NsPluginSender (DRIFT)"));
    }
}
