package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.audit.CoverageGap.Kind;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What runs find of tenants that have no file, are none, or were not verified for long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageRunTest {

    private static final Duration WEEK = Duration.ofDays(7);

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
        runs.unreachable.clear();
    }

    /** @param whole the fleet, of which the run may be about a part */
    private Run run(String command, List<DesiredState> part, List<DesiredState> whole, Census census) {
        RunRequest request = runs.request(part, new FailureBudget(9, 100), Wave.of("all", LabelSelector.everything()));
        Policies policies = request.policies();
        return runs.start(
                command,
                new RunRequest(
                        part,
                        new Policies(
                                policies.guards(),
                                policies.freezes(),
                                policies.rollout(),
                                policies.drift(),
                                policies.accepted(),
                                new CoveragePolicy(null, WEEK, true)),
                        request.parallelism(),
                        request.overrides(),
                        request.pacing(),
                        request.basis(),
                        census.inventory() == null ? new Census(ids(whole), null) : census));
    }

    private Run run(List<DesiredState> fleet) {
        return run(Run.APPLY, fleet, fleet, Census.NONE);
    }

    private static Set<TenantId> ids(List<DesiredState> fleet) {
        return fleet.stream().map(DesiredState::tenant).collect(Collectors.toSet());
    }

    private List<CoverageGap> gaps(Run run) {
        return runs.store.coverage().of(run.id()).gaps();
    }

    @Test
    void tellsTenantsAndFilesThatHaveNoCounterpart() {
        List<DesiredState> fleet = runs.fleet("Acme", 2);
        Census census = new Census(ids(fleet), Set.of(new TenantId("a1"), new TenantId("z9")));

        Run run = run(Run.PLAN, fleet, fleet, census);

        assertThat(gaps(run))
                .containsExactly(
                        new CoverageGap(Kind.FILE_WITHOUT_TENANT, new TenantId("a2"), null),
                        new CoverageGap(Kind.TENANT_WITHOUT_FILE, new TenantId("z9"), null));
    }

    @Test
    void tellsWhoWasNotVerifiedForLongerThanAllowed() {
        List<DesiredState> fleet = runs.fleet("Acme", 2);
        Run first = run(fleet);
        Instant verified = Objects.requireNonNull(first.endedAt());
        runs.unreachable.add("a2");
        runs.later(WEEK.minusMinutes(1));
        assertThat(gaps(run(fleet))).isEmpty();
        runs.later(Duration.ofMinutes(1));

        Run late = run(fleet);

        assertThat(gaps(late)).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Kind.NOT_VERIFIED);
            assertThat(gap.tenant()).isEqualTo(new TenantId("a2"));
            assertThat(gap.since()).isBetween(first.startedAt(), verified);
        });
        runs.unreachable.clear();
        assertThat(gaps(run(fleet))).isEmpty();
    }

    @Test
    void tellsWhoWasNeverVerifiedOnceThatTookLongerThanAllowed() {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        runs.unreachable.add("a1");
        Run first = run(fleet);
        assertThat(gaps(first)).isEmpty();
        runs.later(WEEK.plusMinutes(1));

        assertThat(gaps(run(fleet)))
                .containsExactly(new CoverageGap(Kind.NEVER_VERIFIED, new TenantId("a1"), first.startedAt()));
    }

    @Test
    void countsTenantsThatARunIsNotAbout() {
        List<DesiredState> fleet = runs.fleet("Acme", 2);
        run(fleet);
        runs.later(WEEK.plusMinutes(1));

        Run some = run(Run.APPLY, fleet.subList(0, 1), fleet, Census.NONE);

        assertThat(gaps(some))
                .extracting(CoverageGap::tenant)
                .containsExactly(fleet.get(1).tenant());
    }

    @Test
    void aDriftThatVerifiesCounts() {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        run(fleet);
        runs.later(WEEK.plusMinutes(1));
        run(Run.DRIFT, fleet, fleet, Census.NONE);

        runs.unreachable.add("a1");
        assertThat(gaps(run(fleet))).isEmpty();
    }

    @Test
    void standsInTheTrail() {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        Run run = run(Run.PLAN, fleet, fleet, new Census(ids(fleet), Set.of(new TenantId("z9"))));

        RunMoment sealed = runs.store.waves().moments(run.id()).stream()
                .filter(moment -> moment.type().equals("RUN_SEALED"))
                .findFirst()
                .orElseThrow();

        assertThat(sealed.body().get("coverage"))
                .isEqualTo(Map.of(
                        "strict", true, "FILE_WITHOUT_TENANT", List.of("a1"), "TENANT_WITHOUT_FILE", List.of("z9")));
    }

    @Test
    void whereNothingIsExpectedNothingIsMissing() {
        List<DesiredState> fleet = runs.fleet("Acme", 1);
        Run run =
                runs.apply(runs.request(fleet, new FailureBudget(9, 100), Wave.of("all", LabelSelector.everything())));

        assertThat(runs.store.coverage().of(run.id())).isEqualTo(Coverage.COMPLETE);
    }
}
