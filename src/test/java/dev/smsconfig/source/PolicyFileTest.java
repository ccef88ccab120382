package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.AcceptedDifference;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.DriftPolicy.Action;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.GuardSettings.Unusual;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.FreezeWindow;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Schedule;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantGlob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fleet.yaml says about how tenants are changed. */
class PolicyFileTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private static final String ACCEPTED = "acceptedDifferences: [ { tenants: \"Cust5*\", field: NsPluginSender,"
            + " owner: sms-team, reason: own contract, expires: 2027-03-01 } ]\n";

    private static final String FREEZE = "freeze: [ { from: \"2026-12-23T00:00\", to: \"2027-01-02T06:30:15\","
            + " zone: Europe/Oslo, reason: holidays } ]";

    @TempDir
    Path dir;

    @Test
    void readsEveryGuard() {
        Policies policies =
                of("guards: { maxChanged: 40, maxFields: 2, maxSameValue: 50%, minTenants: 90%, unusual: \"off\", "
                        + FREEZE + " }");

        assertThat(policies.guards())
                .isEqualTo(new GuardSettings(
                        new ShareOrCount(40, false),
                        2,
                        new ShareOrCount(50, true),
                        new ShareOrCount(90, true),
                        Unusual.OFF));
        assertThat(policies.freezes())
                .containsExactly(new FreezeWindow(
                        LocalDateTime.of(2026, 12, 23, 0, 0),
                        LocalDateTime.of(2027, 1, 2, 6, 30, 15),
                        OSLO,
                        "holidays"));
    }

    @Test
    void leavesEverythingAsItWasWhereNothingIsSaid() {
        Policies policies = of("");

        assertThat(policies.guards()).isEqualTo(GuardSettings.STANDARD);
        assertThat(policies.drift()).isEqualTo(DriftPolicy.HEAL);
        assertThat(policies.freezes()).isEmpty();
        assertThat(policies.accepted()).isEmpty();
        assertThat(policies.rollout()).isEqualTo(RolloutReader.standard());
    }

    @Test
    void readsFreezesThatOverlap() {
        String two = FREEZE.replace(
                " ]", ", { from: \"2026-12-30T00:00\", to: \"2026-12-31T00:00\", zone: UTC," + " reason: audit } ]");

        assertThat(of("guards: { " + two + " }").freezes()).hasSize(2);
    }

    @Test
    void readsEverythingAboutAWave() {
        Policies policies = of("""
                rollout:
                  waves:
                    - { name: canary, select: "ring=canary", portion: 10%, soak: 1h30m, approval: required, \
                failureBudget: { max: 1 } }
                    - { name: some, portion: 5, failureBudget: { percent: 20 } }
                    - { name: rest, soak: 10m, approval: none }
                """);

        assertThat(policies.rollout().waves())
                .containsExactly(
                        new Wave(
                                "canary",
                                LabelSelector.parse("ring=canary"),
                                new ShareOrCount(10, true),
                                new Gate(Duration.ofMinutes(90), true),
                                new FailureBudget(1, 100)),
                        new Wave(
                                "some",
                                LabelSelector.everything(),
                                new ShareOrCount(5, false),
                                Gate.OPEN,
                                new FailureBudget(null, 20)),
                        new Wave(
                                "rest",
                                LabelSelector.everything(),
                                null,
                                new Gate(Duration.ofMinutes(10), false),
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy: report | REPORT | REPORT | HEAL",
                "policy: fail, conflict: heal | FAIL | HEAL | HEAL",
                "conflict: fail | HEAL | FAIL | HEAL",
                "unknown: report | HEAL | HEAL | REPORT",
                "policy: heal, conflict: report, unknown: fail | HEAL | REPORT | FAIL"
            })
    void readsWhatIsDoneAboutEachCause(String written, Action drift, Action conflict, Action unknown) {
        assertThat(of("drift: { " + written + " }").drift())
                .isEqualTo(new DriftPolicy(drift, conflict, unknown, Map.of()));
    }

    @Test
    void readsWhatIsDoneAboutSingleFields() {
        assertThat(of("drift: { fields: { NsPluginSender: report, NsPluginConfig.cm_key: fail } }")
                        .drift()
                        .fields())
                .containsExactly(
                        Map.entry("NsPluginConfig.cm_key", Action.FAIL), Map.entry("NsPluginSender", Action.REPORT));
    }

    @ParameterizedTest
    @CsvSource({
        "NsPluginSendr, did you mean 'NsPluginSender'?",
        "cm_password, did you mean 'NsPluginConfig.cm_password'?",
        "zzz, 'write one of DefaultSmsCountry, NetServerSmsProvider, NsPluginSender or NsPluginConfig.KEY'"
    })
    void saysWhichFieldWasMeant(String name, String hint) {
        assertThat(TestFolder.in(dir).problemsOfFleet(TestFolder.fleet("drift: { fields: { " + name + ": report } }")))
                .extracting(Problem::message)
                .containsExactly("no such field; " + hint);
    }

    @Test
    void readsAcceptedDifferences() {
        AcceptedDifference difference = new AcceptedDifference(
                new TenantGlob("Cust5*"), "NsPluginSender", "sms-team", "own contract", LocalDate.of(2027, 3, 1));

        assertThat(of(ACCEPTED).accepted()).containsExactly(difference);
        assertThat(of(ACCEPTED.replace("2027-03-01", "\"2027-03-01\"")).accepted())
                .as("in quotes")
                .containsExactly(difference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2 * * *", "*/15 0-6,22 * * mon-fri", "30 4 1,15 * *", "0 0 * JAN SUN", "0 0 * * 7"})
    void readsASchedule(String cron) {
        assertThat(fleet(TestFolder.fleet("schedule: { cron: \"" + cron + "\", zone: Europe/Oslo }"))
                        .schedule())
                .isEqualTo(new Schedule(cron, OSLO));
    }

    @Test
    void expectsNothingWithoutASchedule() {
        assertThat(fleet(TestFolder.FLEET).schedule()).isNull();
    }

    @Test
    void saysWhichZoneWasMeant() {
        assertThat(TestFolder.in(dir)
                        .problemsOfFleet(TestFolder.fleet("schedule: { cron: \"0 2 * * *\", zone: Europe/Olso }")))
                .extracting(Problem::message)
                .containsExactly("no such time zone; did you mean 'Europe/Oslo'?");
    }

    @Test
    void anEnvironmentsGuardsCountKeyByKey() {
        Policies own =
                onsite("guards: { maxChanged: 5% }", "guards: { maxFields: 2, minTenants: 90%, " + FREEZE + " }");

        assertThat(own.guards().maxChanged()).isEqualTo(new ShareOrCount(5, true));
        assertThat(own.guards().maxFields()).isEqualTo(2);
        assertThat(own.guards().minTenants()).isEqualTo(new ShareOrCount(90, true));
        assertThat(own.freezes()).hasSize(1);
    }

    @Test
    void anEnvironmentMayTakeTheFreezesAway() {
        assertThat(onsite("guards: { freeze: [] }", "guards: { " + FREEZE + " }")
                        .freezes())
                .isEmpty();
    }

    @Test
    void anEnvironmentsRolloutStandsInsteadAsAWhole() {
        Policies own = onsite(
                "rollout: { waves: [ { name: own } ] }",
                "rollout: { waves: [ { name: a, portion: 1 }, { name: b } ], failureBudget: { max: 3 } }");

        assertThat(own.rollout().waves()).extracting(Wave::name).containsExactly("own");
        assertThat(own.rollout().failureBudget()).isEqualTo(new FailureBudget(null, 5));
    }

    @Test
    void anEnvironmentsDriftCountsKeyByKey() {
        Policies own =
                onsite("drift: { policy: report }", "drift: { unknown: fail, fields: { NsPluginSender: fail } }");

        assertThat(own.drift())
                .isEqualTo(new DriftPolicy(
                        Action.REPORT, Action.REPORT, Action.FAIL, Map.of("NsPluginSender", Action.FAIL)));
    }

    @Test
    void anEnvironmentsAcceptedDifferencesStandInsteadAsAWhole() {
        assertThat(onsite("acceptedDifferences: []", ACCEPTED).accepted()).isEmpty();
    }

    @Test
    void readsWhatIsExpectedOfTheFleetAsAWhole() {
        assertThat(of("").coverage()).isEqualTo(CoveragePolicy.NONE);
        assertThat(of("coverage: { inventory: all.txt, maxAge: 7d, policy: fail }")
                        .coverage())
                .isEqualTo(new CoveragePolicy("all.txt", Duration.ofDays(7), true));
        assertThat(onsite("coverage: { maxAge: 2d }", "coverage: { inventory: all.txt, policy: fail }")
                        .coverage())
                .as("an environment's stands as a whole")
                .isEqualTo(new CoveragePolicy(null, Duration.ofDays(2), false));
    }

    @Test
    void whatAnEnvironmentSaysChangesNoOther() {
        Fleet fleet = fleet(TestFolder.environment("{ server: embedded, guards: { maxChanged: 5% },"
                + " drift: { policy: fail }, rollout: { failureBudget: { max: 1 } } }"));

        assertThat(fleet.policies("sample").guards()).isEqualTo(GuardSettings.STANDARD);
        assertThat(fleet.policies("sample").drift()).isEqualTo(DriftPolicy.HEAL);
        assertThat(fleet.policies("sample").rollout()).isEqualTo(RolloutReader.standard());
    }

    @Test
    void tellsOnceThatTheFleetsOwnPolicyIsWrong() {
        String text = TestFolder.environment("{ server: embedded }") + "drift: { policy: §ignore }\n";

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly("config.value " + TestFolder.placeOf(text));
    }

    @Test
    void tellsWhatIsWrongInAnEnvironmentWhereItStands() {
        String text = TestFolder.environment("{ server: embedded, guards: { maxFields: §0 } }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly("config.value " + TestFolder.placeOf(text));
    }

    @Test
    void warnsOfAnAcceptedDifferenceFromTheDayAfterItsLast() {
        String text = TestFolder.fleet(ACCEPTED.replace("[ {", "[ §{"));
        Configuration configuration =
                TestFolder.in(dir).write("fleet.yaml", text).read();

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.problemsOn(LocalDate.of(2027, 3, 1))).isEmpty();
        assertThat(configuration.problemsOn(LocalDate.of(2027, 3, 2)))
                .extracting(p -> TestFolder.brief(p) + " " + p.severity())
                .containsExactly("accepted.expired " + TestFolder.placeOf(text) + " WARNING");
    }

    @Test
    void warnsOfAFreezeThatIsOver() {
        String text = TestFolder.fleet("guards: { " + FREEZE.replace("[ {", "[ §{") + " }");
        Configuration configuration =
                TestFolder.in(dir).write("fleet.yaml", text).read();

        assertThat(configuration.problemsOn(LocalDate.of(2027, 1, 2))).isEmpty();
        assertThat(configuration.problemsOn(LocalDate.of(2027, 1, 3)))
                .extracting(p -> TestFolder.brief(p) + " " + p.severity())
                .containsExactly("guards.freeze-over " + TestFolder.placeOf(text) + " WARNING");
    }

    private Policies of(String lines) {
        return fleet(TestFolder.fleet(lines)).policies("sample");
    }

    /** The policies of an environment that says something of its own over what the fleet says. */
    private Policies onsite(String own, String common) {
        return fleet(TestFolder.environment("{ server: embedded, " + own + " }") + common + "\n")
                .policies("onsite");
    }

    private Fleet fleet(String text) {
        Configuration configuration =
                TestFolder.in(dir).write("fleet.yaml", text).read();
        assertThat(configuration.problems()).isEmpty();
        Fleet fleet = configuration.fleet();
        assertThat(fleet).isNotNull();
        return List.of(fleet).get(0);
    }
}
