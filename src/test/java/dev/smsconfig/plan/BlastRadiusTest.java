package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.GuardSettings.Unusual;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.plan.PastRuns.PastRun;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlastRadiusTest {

    private static final PastRuns NO_PAST = new PastRuns(List.of());

    private static GuardSettings settings(
            @Nullable Integer maxFields, @Nullable String maxSameValue, @Nullable String minTenants, Unusual unusual) {
        return new GuardSettings(
                ShareOrCount.parse("100%"),
                maxFields,
                maxSameValue == null ? null : ShareOrCount.parse(maxSameValue),
                minTenants == null ? null : ShareOrCount.parse(minTenants),
                unusual);
    }

    private static TenantId tenant(int i) {
        return new TenantId("Cust%03d".formatted(i));
    }

    private static FieldChange change(String field, @Nullable String to) {
        return FieldChange.healed(field, "old", to, false, Cause.PENDING);
    }

    private static List<FieldChange> changes(int fields) {
        return IntStream.range(0, fields)
                .mapToObj(i -> change("Field" + i, "x"))
                .toList();
    }

    private static GuardVerdict verdict(Guard guard, GuardSettings settings, FleetTally tally, PastRuns past) {
        return new BlastRadius(settings)
                .judge(tally, past).stream()
                        .filter(verdict -> verdict.guard() == guard)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void asksOnlyTheGuardsThatAreSet() {
        GuardSettings none = settings(null, null, null, Unusual.OFF);
        assertThat(new BlastRadius(none).judge(new FleetTally(none, 1, 1), NO_PAST))
                .extracting(GuardVerdict::guard)
                .containsExactly(Guard.MAX_CHANGED);
        GuardSettings all = settings(1, "1", "1", Unusual.WARN);
        assertThat(new BlastRadius(all).judge(new FleetTally(all, 1, 1), NO_PAST))
                .extracting(GuardVerdict::guard)
                .containsExactly(
                        Guard.MAX_CHANGED, Guard.MAX_FIELDS, Guard.MAX_SAME_VALUE, Guard.MIN_TENANTS, Guard.UNUSUAL);
    }

    @Test
    void everyGuardTellsItsFindingWhateverTheOthersSay() {
        GuardSettings settings = settings(1, "1", "100%", Unusual.OFF).withMaxChanged(ShareOrCount.parse("1"));
        FleetTally tally = new FleetTally(settings, 3, 3);
        tally.planned(tenant(1), changes(2));
        tally.planned(tenant(2), changes(2));
        tally.unread(tenant(3));
        assertThat(new BlastRadius(settings).judge(tally, NO_PAST)).hasSize(4).allMatch(GuardVerdict::isRefused);
    }

    @Test
    void namesTheFlagThatLetsABootstrapThrough() {
        GuardSettings settings = GuardSettings.STANDARD;
        FleetTally tally = new FleetTally(settings, 40, 40);
        IntStream.range(0, 40).forEach(i -> tally.planned(tenant(i), changes(1)));
        assertThat(verdict(Guard.MAX_CHANGED, settings, tally, NO_PAST).text())
                .isEqualTo("guards.maxChanged: 40 of 40 tenants would change, and 30% may; read the plan, and if it is"
                        + " what you want, run again with --max-changes 40");
    }

    @Test
    void countsAgainstTheWholeFleetAndNotTheSelection() {
        GuardSettings settings = GuardSettings.STANDARD;
        FleetTally tally = new FleetTally(settings, 100, 10);
        IntStream.range(0, 10).forEach(i -> tally.planned(tenant(i), changes(1)));
        assertThat(verdict(Guard.MAX_CHANGED, settings, tally, NO_PAST).decision())
                .isEqualTo(Decision.PERMITTED);
    }

    @Test
    void refusesTenantsInWhichTooManyFieldsChangeAndNamesThem() {
        GuardSettings settings = settings(2, null, null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 10, 10);
        tally.planned(tenant(0), changes(2));
        IntStream.range(1, 8).forEach(i -> tally.planned(tenant(i), changes(3)));
        GuardVerdict verdict = verdict(Guard.MAX_FIELDS, settings, tally, NO_PAST);
        assertThat(verdict.finding())
                .isEqualTo("of 7 tenants more than 2 fields would change (up to 3): Cust001, Cust002, Cust003, Cust004,"
                        + " Cust005 and 2 more");
        assertThat(verdict.cure()).endsWith("--override maxFields --reason TEXT");
    }

    @Test
    void permitsAsManyFieldsAsMay() {
        GuardSettings settings = settings(2, null, null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 1, 1);
        tally.planned(tenant(0), changes(2));
        tally.saved(changes(9));
        assertThat(verdict(Guard.MAX_FIELDS, settings, tally, NO_PAST).decision())
                .isEqualTo(Decision.PERMITTED);
    }

    @ParameterizedTest
    @CsvSource({"3, PERMITTED", "4, REFUSED"})
    void countsTenantsThatGetTheSameNewValueInAField(int tenants, Decision decision) {
        GuardSettings settings = settings(null, "3", null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 10, 10);
        IntStream.range(1, tenants).forEach(i -> tally.planned(tenant(i), List.of(change("NsPluginSender", "Acme"))));
        tally.saved(List.of(change("NsPluginSender", "Acme")));
        tally.planned(tenant(8), List.of(change("NsPluginSender", "Other")));
        tally.planned(tenant(9), List.of(change("DefaultSmsCountry", "Acme")));
        GuardVerdict verdict = verdict(Guard.MAX_SAME_VALUE, settings, tally, NO_PAST);
        assertThat(verdict.decision()).isEqualTo(decision);
        assertThat(verdict.finding())
                .isEqualTo(tenants + " of 10 tenants would get NsPluginSender \"Acme\", and 3 may get the same");
    }

    @Test
    void takingTheSameFieldAwayCountsAsTheSameValue() {
        GuardSettings settings = settings(null, "10%", null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 10, 10);
        tally.planned(tenant(1), List.of(change("NsPluginSender", null)));
        tally.planned(tenant(2), List.of(change("NsPluginSender", null)));
        assertThat(verdict(Guard.MAX_SAME_VALUE, settings, tally, NO_PAST).finding())
                .contains("2 of 10 tenants would get NsPluginSender taken away");
    }

    @Test
    void secretsAreNeverTheSameValue() {
        GuardSettings settings = settings(null, "0", null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 10, 10);
        tally.planned(
                tenant(1), List.of(FieldChange.healed("NsPluginConfig.p", "hmac:1", "hmac:2", true, Cause.PENDING)));
        assertThat(verdict(Guard.MAX_SAME_VALUE, settings, tally, NO_PAST).decision())
                .isEqualTo(Decision.PERMITTED);
    }

    @ParameterizedTest
    @CsvSource({
        "90%, 1, 0, PERMITTED",
        "90%, 2, 0, REFUSED",
        "90%, 1, 1, REFUSED",
        "9, 1, 0, PERMITTED",
        "9, 2, 0, REFUSED",
        "100%, 0, 5, PERMITTED",
        "10, 0, 1, REFUSED"
    })
    void refusesWhereTooFewTenantsCouldBeRead(String limit, int unread, int leftOut, Decision decision) {
        GuardSettings settings = settings(null, null, limit, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 100, 10);
        IntStream.range(0, unread).forEach(i -> tally.unread(tenant(i)));
        IntStream.range(0, leftOut).forEach(i -> tally.leftOut());
        assertThat(verdict(Guard.MIN_TENANTS, settings, tally, NO_PAST).decision())
                .isEqualTo(decision);
    }

    @Test
    void namesTheTenantsThatCouldNotBeRead() {
        GuardSettings settings = settings(null, null, "90%", Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 10, 10);
        IntStream.range(0, 6).forEach(i -> tally.unread(tenant(i)));
        assertThat(verdict(Guard.MIN_TENANTS, settings, tally, NO_PAST).finding())
                .isEqualTo("4 of 10 tenants could be read, and 90% have to be; 6 could not: Cust000, Cust001, Cust002,"
                        + " Cust003, Cust004 and 1 more");
    }

    @Test
    void differencesThatAreLeftAloneDoNotCount() {
        GuardSettings settings = settings(1, "0", null, Unusual.OFF).withMaxChanged(ShareOrCount.parse("0"));
        FleetTally tally = new FleetTally(settings, 10, 10);
        tally.planned(
                tenant(1),
                changes(2).stream()
                        .map(change -> change.treated(Treatment.REPORT))
                        .toList());
        assertThat(tally.hasSaves()).isFalse();
        assertThat(new BlastRadius(settings).judge(tally, NO_PAST)).noneMatch(GuardVerdict::isRefused);
    }

    private static PastRuns past(int fleet, int... changed) {
        return new PastRuns(IntStream.of(changed)
                .mapToObj(count -> new PastRun(fleet, count))
                .toList());
    }

    private static GuardVerdict unusual(Unusual setting, int fleet, int changed, PastRuns past) {
        GuardSettings settings = settings(null, null, null, setting);
        FleetTally tally = new FleetTally(settings, fleet, fleet);
        IntStream.range(0, changed).forEach(i -> tally.planned(tenant(i), changes(1)));
        return verdict(Guard.UNUSUAL, settings, tally, past);
    }

    @ParameterizedTest
    @CsvSource({
        // 3 × the second largest, which is 4
        "12, PERMITTED",
        "13, REFUSED"
    })
    void aRunIsUnusualThatChangesFarMoreThanThoseBefore(int changed, Decision decision) {
        assertThat(unusual(Unusual.REFUSE, 100, changed, past(100, 1, 4, 100, 0, 2))
                        .decision())
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"9, PERMITTED", "10, REFUSED"})
    void fewTenantsAreNeverUnusual(int changed, Decision decision) {
        assertThat(unusual(Unusual.REFUSE, 100, changed, past(100, 0, 0, 0, 0, 0))
                        .decision())
                .isEqualTo(decision);
    }

    @Test
    void tellsNothingOfFewerThanFiveRuns() {
        assertThat(unusual(Unusual.REFUSE, 100, 100, past(100, 0, 0, 0, 0)).decision())
                .isEqualTo(Decision.PERMITTED);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 91, PERMITTED",
        "100, 90, PERMITTED",
        "100, 89, REFUSED",
        "5, 4, PERMITTED",
        "5, 3, REFUSED",
        "5, 9, PERMITTED"
    })
    void aFleetThatLostTenantsSinceTheLastRunIsUnusual(int before, int now, Decision decision) {
        assertThat(unusual(Unusual.REFUSE, now, 0, past(before, 0)).decision()).isEqualTo(decision);
    }

    @Test
    void theNewestRunTellsHowLargeTheFleetWas() {
        PastRuns past = new PastRuns(List.of(new PastRun(50, 0), new PastRun(100, 0)));
        assertThat(unusual(Unusual.REFUSE, 50, 0, past).decision()).isEqualTo(Decision.PERMITTED);
    }

    @Test
    void warnsWhereItIsNotToRefuse() {
        GuardVerdict verdict = unusual(Unusual.WARN, 50, 20, past(100, 0, 0, 0, 0, 0));
        assertThat(verdict.decision()).isEqualTo(Decision.WARNED);
        assertThat(verdict.finding())
                .isEqualTo("20 tenants would change, and by the last 5 runs up to 9 are usual; the fleet has 50"
                        + " tenants, and at the last run it had 100: see whether files are missing");
    }

    @Test
    void keepsNoTenantHoweverManyThereAre() {
        GuardSettings settings = settings(1, "100%", null, Unusual.OFF);
        FleetTally tally = new FleetTally(settings, 100_000, 100_000);
        List<FieldChange> same = Collections.nCopies(2, change("NsPluginSender", "Acme"));
        IntStream.range(0, 100_000).forEach(i -> tally.planned(tenant(i), same));
        assertThat(tally.wide().toString()).hasSizeLessThan(100);
        assertThat(tally.changed()).isEqualTo(100_000);
    }
}
