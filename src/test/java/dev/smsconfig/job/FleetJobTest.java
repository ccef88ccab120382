package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.lease.LeaseTerms;
import dev.smsconfig.lease.ProcessIdentity;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class FleetJobTest {

    private static final int TENANTS = 40;
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter("k1", new byte[32]);
    private static final Failure REFUSED = Failure.of(Kind.REFUSED, "400: refused");

    @TempDir
    Path folder;

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final List<String> saved = Collections.synchronizedList(new ArrayList<>());
    private final StopSignal stop = new StopSignal();
    private final Watcher watcher = new Watcher();
    private SmsConfigWriter writer = this::save;
    private JobStore store;

    @BeforeEach
    void startFromTheLegacyState() {
        store = JobStore.open(repository(), Clock.systemUTC());
        for (int i = 0; i < TENANTS; i++) {
            server.put(tenant(i), config("Legacy"));
        }
    }

    /** What every test is about: on H2 here, on others in subclasses. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SaveResult save(TenantId tenant, SmsConfig config) {
        saved.add(tenant.value());
        return server.save(tenant, config);
    }

    private static TenantId tenant(int i) {
        return new TenantId("Cust%03d".formatted(i));
    }

    private static SmsConfig config(String sender) {
        return new SmsConfig(
                Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)),
                Map.of("cm_password", new Secret("zq-secret-" + sender)));
    }

    private static List<DesiredState> fleet(String sender) {
        return IntStream.range(0, TENANTS)
                .mapToObj(i -> new DesiredState(
                        tenant(i),
                        config(sender),
                        Map.of("ring", i % 10 == 0 ? "canary" : "wide"),
                        "tenants/" + tenant(i) + ".yaml"))
                .toList();
    }

    private static RunRequest request(List<DesiredState> fleet, String maxChanges, int budget) {
        return new RunRequest(
                fleet,
                new Policies(
                        GuardSettings.STANDARD.withMaxChanged(ShareOrCount.parse(maxChanges)),
                        List.of(),
                        new Rollout(
                                List.of(
                                        Wave.of("canary", LabelSelector.parse("ring=canary")),
                                        Wave.of("rest", LabelSelector.everything())),
                                new FailureBudget(budget, 100)),
                        DriftPolicy.HEAL,
                        List.of()),
                8);
    }

    private static RunRequest request() {
        return request(fleet("Acme"), "100%", TENANTS);
    }

    private FleetJob job() {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new FleetJob(
                store,
                new FleetConnection(
                        new TenantReads(server, retries),
                        new TenantSaves((tenant, config) -> writer.save(tenant, config), server, retries),
                        reference -> {
                            throw new SecretUnavailableException("no secrets here");
                        },
                        FINGERPRINTER,
                        new SecretUses()),
                watcher,
                stop,
                Invocations.KNOWN);
    }

    private Run start(String command, RunRequest request) {
        FleetJob job = job();
        return job.start(newRun(job, command, null), request);
    }

    @Test
    void anApplyThatHasNothingToSaveWithEndsWithWhatItWouldChange() {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        FleetConnection looking = new FleetConnection(
                new TenantReads(server, retries),
                null,
                reference -> {
                    throw new SecretUnavailableException("no secrets here");
                },
                FINGERPRINTER,
                new SecretUses());
        FleetJob job = new FleetJob(store, looking, watcher, stop, Invocations.KNOWN);

        Run run = job.start(newRun(job, Run.APPLY, null), request());

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).containsOnly(Map.entry(OutcomeKind.PLANNED, TENANTS));
        assertThat(saved).isEmpty();
    }

    private static NewRun newRun(FleetJob job, String command, @Nullable Provenance provenance) {
        Run.Origin origin = new Run.Origin("configs", provenance, false, null, TENANTS);
        return new NewRun(job.newRunId(), command, "test", origin, "this host");
    }

    private Run apply(RunRequest request) {
        return start(Run.APPLY, request);
    }

    private Map<OutcomeKind, Integer> summary(Run run) {
        return store.tenants().summary(run.id());
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(store.dataSource());
    }

    @Test
    void appliesEveryTenantOnceAndCanariesFirst() {
        Run run = apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
        assertThat(saved).doesNotHaveDuplicates().hasSize(TENANTS);
        assertThat(saved.subList(0, 4)).containsExactlyInAnyOrder("Cust000", "Cust010", "Cust020", "Cust030");
    }

    @Test
    void savesNothingTheSecondTime() {
        apply(request());
        saved.clear();
        Run second = apply(request());
        assertThat(saved).isEmpty();
        assertThat(summary(second)).isEqualTo(Map.of(OutcomeKind.IN_SYNC, TENANTS));
    }

    @Test
    void aPlanSavesNothing() {
        Run run = start(Run.PLAN, request());
        assertThat(saved).isEmpty();
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.PLANNED, TENANTS));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void tellsDriftFromWhatGitMoved() {
        apply(request());
        server.put(tenant(3), config("ByHand"));
        Run run = start(Run.PLAN, request());
        assertThat(entry(run, tenant(3)).cause()).isEqualTo(Cause.DRIFT);
    }

    private Outcome entry(Run run, TenantId tenant) {
        List<Outcome> found = new ArrayList<>();
        store.tenants().forEach(run.id(), entry -> {
            if (entry.tenant().tenant().equals(tenant)) {
                found.add(entry.outcome());
            }
        });
        return found.get(0);
    }

    @Test
    void refusesToChangeMoreThanItsLimit() {
        Run run = apply(request(fleet("Acme"), "30%", TENANTS));
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(run.message()).contains("40 of 40").contains("--max-changes");
        assertThat(saved).isEmpty();
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.NOT_ATTEMPTED, TENANTS));
    }

    private Run apply(List<DesiredState> selected, int fleetSize, String maxChanges, FailureBudget budget) {
        FleetJob job = job();
        Run.Origin origin = new Run.Origin("configs", null, false, "--tenant 'Cust00*'", fleetSize);
        RunRequest whole = request(selected, maxChanges, TENANTS);
        Policies policies = whole.policies();
        Rollout rollout = new Rollout(policies.rollout().waves(), budget);
        return job.start(
                new NewRun(job.newRunId(), Run.APPLY, "test", origin, "this host"),
                new RunRequest(
                        selected,
                        new Policies(
                                policies.guards(), policies.freezes(), rollout, policies.drift(), policies.accepted()),
                        8));
    }

    private Run applyTen(String maxChanges, FailureBudget budget) {
        return apply(fleet("Acme").subList(0, 10), TENANTS, maxChanges, budget);
    }

    @Test
    void theGuardCountsAgainstTheFleetAndNotTheSelection() {
        FailureBudget budget = new FailureBudget(null, 100);
        assertThat(applyTen("24%", budget).message()).contains("10 of 40 tenants would change");
        Run run = applyTen("25%", budget);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 10));
        assertThat(saved).hasSize(10);
    }

    @Test
    void theFailureBudgetIsAShareOfTheFleetAndNotOfTheSelection() {
        writer = (tenant, config) -> {
            if (tenant.equals(tenant(0))) {
                // the canary: a wave in which nothing holds ends the run by itself
                return server.save(tenant, config);
            }
            saved.add(tenant.value());
            return new NotSaved(REFUSED);
        };
        applyTen("100%", new FailureBudget(null, 10));
        assertThat(saved).hasSize(4);
    }

    @Test
    void theTrailSaysWhatWasSelected() {
        Run run = applyTen("100%", new FailureBudget(null, 100));
        assertThat(started(run))
                .contains("\"selection\":\"--tenant 'Cust00*'\"")
                .contains("\"fleet\":40")
                .contains("\"tenants\":10");
        assertThat(store.runs().find(run.id()).orElseThrow().origin()).isEqualTo(run.origin());
        assertThat(started(apply(request()))).doesNotContain("selection").contains("\"fleet\":40");
    }

    private String started(Run run) {
        byte[] body = jdbc().queryForObject(
                        "SELECT body FROM audit_event WHERE run_id = ? AND event_type = 'RUN_STARTED'",
                        byte[].class,
                        run.id());
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }

    @Test
    void aRunOfNoTenantIsCompleteAndReachesNothing() {
        Run run = apply(List.of(), TENANTS, "0", new FailureBudget(null, 100));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).isEmpty();
        assertThat(job().resume(run, request(), "this host").status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(saved).isEmpty();
    }

    @Test
    void resumeTakesUpNoTenantThatWasNotSelected() {
        watcher.consent = false;
        Run run = applyTen("100%", new FailureBudget(null, 100));
        watcher.consent = true;
        Run resumed = job().resume(run, request(), "this host");
        assertThat(summary(resumed)).isEqualTo(Map.of(OutcomeKind.CONVERGED, 10));
        assertThat(saved).hasSize(10);
    }

    @Test
    void savesNothingWithoutConsent() {
        watcher.consent = false;
        Run run = apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(saved).isEmpty();
    }

    @Test
    void oneTenantThatFailsDoesNotStopTheOthers() {
        server.failObserve(tenant(5), Failure.of(Kind.UNAUTHENTICATED, "401"));
        Run run = apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.FAILED, 1, OutcomeKind.CONVERGED, TENANTS - 1));
    }

    @Test
    void tenantsThatCannotBeSavedNeitherCountAsChangesNorSpendTheBudget() {
        for (int i = 0; i < 15; i++) {
            server.grant(tenant(i), new Rights(Rights.Permission.DENIED, Map.of()));
        }
        for (int i = 15; i < 30; i++) {
            server.answerProbe(tenant(i), Capability.told(Capability.Save.NO, "11.13.500.0"));
        }
        Run run = apply(request(fleet("Acme"), "25%", 1));
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(summary(run))
                .isEqualTo(Map.of(
                        OutcomeKind.REJECTED, 15, OutcomeKind.UNSUPPORTED, 15, OutcomeKind.CONVERGED, TENANTS - 30));
        assertThat(saved).hasSize(TENANTS - 30).doesNotContain("Cust000", "Cust015");
    }

    @Test
    void aTenantThatTheServerRefusedToSaveCountsAsAChangeWhenTheRunGoesOn() {
        writer = (tenant, config) -> {
            saved.add(tenant.value());
            return new NotSaved(REFUSED);
        };
        Run run = apply(request(fleet("Acme"), "100%", 3));
        writer = this::save;
        Run resumed = job().resume(run, request(fleet("Acme"), "38", TENANTS), "this host");
        assertThat(resumed.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(resumed.message()).contains("40 of 40");
    }

    @Test
    void leavesOutTenantsThatDoNotRun() {
        server.failObserve(tenant(5), Failure.of(Kind.NOT_RUNNING, "suspended"));
        Run run = apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.SKIPPED, 1, OutcomeKind.CONVERGED, TENANTS - 1));
    }

    @Test
    void beginsNoSaveAfterTheFailureBudgetIsSpent() {
        writer = (tenant, config) -> {
            saved.add(tenant.value());
            return new NotSaved(REFUSED);
        };
        Run run = apply(request(fleet("Acme"), "100%", 3));
        assertThat(saved).hasSize(3);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.REJECTED, 3, OutcomeKind.NOT_ATTEMPTED, TENANTS - 3));
    }

    @Test
    void aStopLetsNoFurtherTenantBegin() {
        AtomicInteger saves = new AtomicInteger();
        writer = (tenant, config) -> {
            if (saves.incrementAndGet() == 10) {
                stop.request();
            }
            return save(tenant, config);
        };
        Run run = apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        Map<OutcomeKind, Integer> summary = summary(run);
        assertThat(summary.get(OutcomeKind.CONVERGED)).isEqualTo(saved.size()).isLessThan(TENANTS);
        assertThat(summary.get(OutcomeKind.NOT_ATTEMPTED)).isEqualTo(TENANTS - saved.size());
    }

    @Test
    void resumeTakesUpOnlyWhatIsLeft() {
        writer = (tenant, config) ->
                tenant.equals(tenant(7)) ? new NotSaved(Failure.of(Kind.UNAUTHENTICATED, "401")) : save(tenant, config);
        Run run = apply(request());
        assertThat(summary(run)).containsEntry(OutcomeKind.FAILED, 1);
        saved.clear();
        writer = this::save;
        Run resumed = job().resume(run, request(), "another host");
        assertThat(saved).containsExactly(tenant(7).value());
        assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(resumed)).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
    }

    @Test
    void resumeSetsAsideTenantsForWhichGitMoved() {
        Run run = apply(request(fleet("Acme"), "30%", TENANTS));
        Run resumed = job().resume(run, request(fleet("Other"), "100%", TENANTS), "another host");
        assertThat(summary(resumed)).isEqualTo(Map.of(OutcomeKind.STALE, TENANTS));
        assertThat(saved).isEmpty();
    }

    @Test
    void resumeOfACompletedRunSavesNothing() {
        Run run = apply(request());
        saved.clear();
        assertThat(job().resume(run, request(), "x").status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(saved).isEmpty();
    }

    /** As a kill leaves it: intents committed, answers lost, the run RUNNING in every table. */
    @Test
    void anInterruptedRunLosesNoTenantAndProvesWhatWasSaved() {
        AtomicInteger saves = new AtomicInteger();
        writer = (tenant, config) -> {
            SaveResult result = save(tenant, config);
            if (saves.incrementAndGet() > 5) {
                throw new SimulatedKill();
            }
            return result;
        };
        assertThatThrownBy(() -> apply(request())).isInstanceOf(RunFailedException.class);
        Run run = store.runs().newest(1).get(0);
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(summary(run).values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(TENANTS);
        assertThat(summary(run)).containsKey(OutcomeKind.UNKNOWN).doesNotContainKey(OutcomeKind.PLANNED);
        writer = this::save;
        Run resumed = job().resume(run, request(), "x");
        assertThat(summary(resumed)).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
        assertThat(saved).doesNotHaveDuplicates().hasSize(TENANTS);
    }

    /** Makes the repository fail from now on, as a database that goes away does. */
    void loseRepository() {
        jdbc().execute("ALTER TABLE audit_event RENAME TO gone");
    }

    void regainRepository() {
        jdbc().execute("ALTER TABLE gone RENAME TO audit_event");
    }

    @Test
    void aRepositoryLostInTheMiddleEndsTheSavesAndResumeGoesOn() {
        AtomicInteger saves = new AtomicInteger();
        writer = (tenant, config) -> {
            SaveResult result = save(tenant, config);
            if (saves.incrementAndGet() == 6) {
                loseRepository();
            }
            return result;
        };
        assertThatThrownBy(() -> apply(request()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("job repository")
                .hasMessageContaining("resume");
        assertThat(saved).hasSizeLessThan(TENANTS);
        regainRepository();
        store.close();
        store = JobStore.open(repository(), Clock.systemUTC());

        assertThat(new RunLock(store, RunLock.Judgement.alone()).recoverDead()).hasSize(1);
        Run run = store.runs().newest(1).get(0);
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        writer = this::save;
        assertThat(summary(job().resume(run, request(), "x"))).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
        assertThat(saved).doesNotHaveDuplicates().hasSize(TENANTS);
    }

    @Test
    void aRunThatIsTakenOverInTheMiddleSendsAndRecordsNothingMore() {
        AtomicInteger saves = new AtomicInteger();
        AtomicInteger savedBefore = new AtomicInteger();
        writer = (tenant, config) -> {
            SaveResult result = save(tenant, config);
            if (saves.incrementAndGet() == 3) {
                takeOver();
                savedBefore.set(saved.size());
            }
            return result;
        };
        new RunLock(store, RunLock.Judgement.amongMany()).takeEnvironment("test", "r1", "apply");
        assertThatThrownBy(() -> apply(request()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("its lease was lost");
        assertThat(saved).as("those in flight").hasSizeLessThan(savedBefore.get() + 8);
        Run run = store.runs().newest(1).get(0);
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(jdbc().queryForObject(
                                "SELECT COUNT(*) FROM audit_event WHERE seq >"
                                        + " (SELECT seq FROM audit_event WHERE event_type = 'RUN_INTERRUPTED')",
                                Integer.class))
                .isZero();
        assertThat(summary(run).values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(TENANTS);
    }

    @Test
    void aRunWhoseRecoveryWasKilledGoesOnAllTheSame() {
        writer = (tenant, config) -> {
            throw new SimulatedKill();
        };
        assertThatThrownBy(() -> apply(request())).isInstanceOf(RunFailedException.class);
        jdbc().update("UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL");
        jdbc().update("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL WHERE STATUS = 'FAILED'");
        writer = this::save;
        Run run = store.runs().newest(1).get(0);
        assertThat(summary(job().resume(run, request(), "x"))).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
    }

    @Test
    void aLeaseThatWasNotRenewedForLongEndsTheSavesBeforeAnybodyElseMayBegin() {
        AtomicLong nanos = new AtomicLong();
        LeaseTerms terms =
                new LeaseTerms(Duration.ofDays(4), Duration.ofDays(1), Duration.ofDays(2), "CURRENT_TIMESTAMP");
        new RunLock(
                        store,
                        new RunLock.Judgement(
                                terms,
                                new ProcessIdentity("host", null, 1, null),
                                process -> Optional.empty(),
                                nanos::get))
                .takeEnvironment("test", "r1", "apply");
        writer = (tenant, config) -> {
            SaveResult result = save(tenant, config);
            nanos.set(Duration.ofDays(3).toNanos());
            return result;
        };
        assertThatThrownBy(() -> apply(request()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("its lease was lost");
        assertThat(saved).as("those in flight").hasSizeLessThanOrEqualTo(8);
        assertThat(store.runs().newest(1).get(0).status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    /** Another process that has proof that this one is dead. */
    private void takeOver() {
        try (JobStore other = JobStore.open(repository(), Clock.systemUTC())) {
            new RunLock(other, RunLock.Judgement.alone()).takeEnvironment("test", "r2", "apply");
        }
    }

    @Test
    void noFailureTextOfABugReachesTheReason() {
        writer = (tenant, config) -> {
            throw new SimulatedKill();
        };
        assertThatThrownBy(() -> apply(request()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void everySaveHasAnEarlierIntentInTheTrail() {
        apply(request());
        Integer without = jdbc().queryForObject(
                        "SELECT COUNT(*) FROM audit_event o WHERE o.event_type = 'WRITE_OUTCOME' AND NOT EXISTS"
                                + " (SELECT 1 FROM audit_event i WHERE i.event_type = 'WRITE_INTENT'"
                                + " AND i.tenant = o.tenant AND i.seq < o.seq)",
                        Integer.class);
        assertThat(without).isZero();
    }

    @Test
    void theTrailNamesWhoStandsBehindTheCommit() {
        Person person = new Person("Bo", "bo@example.com", Instant.parse("2026-03-01T09:00:00Z"));
        Provenance provenance =
                new Provenance("c0", "7e", person, person, "Begin", Provenance.Signature.ABSENT, List.of());
        FleetJob job = job();
        job.start(newRun(job, Run.PLAN, provenance), request());

        RunMoment started =
                store.waves().moments(store.runs().newest(1).get(0).id()).get(0);

        assertThat(started.type()).isEqualTo("RUN_STARTED");
        assertThat(started.body().toString())
                .contains("commit=c0", "tree=7e", "bo@example.com", "2026-03-01T09:00:00Z", "ABSENT");
    }

    @Test
    void noTableHoldsASecret() {
        apply(request());
        for (String table : jdbc().queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE UPPER(table_schema) = 'PUBLIC'",
                        String.class)) {
            for (Map<String, Object> row : jdbc().queryForList("SELECT * FROM \"" + table + "\"")) {
                row.forEach((column, value) ->
                        assertThat(text(value)).as(table + "." + column).doesNotContain("zq-secret"));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(value);
    }

    @Test
    void givesEveryTenantItsWave() {
        Run run = start(Run.PLAN, request());
        List<LedgerEntry> entries = new ArrayList<>();
        store.tenants().forEach(run.id(), entries::add);
        assertThat(entries)
                .extracting(entry -> entry.tenant().waveName())
                .startsWith("canary")
                .endsWith("rest");
        assertThat(entries)
                .extracting(entry -> entry.tenant().seq())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TENANTS).boxed().toList());
    }

    private static final class SimulatedKill extends RuntimeException {
        SimulatedKill() {
            super("canary-in-an-exception");
        }
    }

    private static final class Watcher implements RunWatcher {
        private boolean consent = true;

        @Override
        public void began(String name, int tenants) {}

        @Override
        public void done(Outcome outcome) {}

        @Override
        public void ended() {}

        @Override
        public void planned(String runId) {}

        @Override
        public boolean consents(String runId) {
            return consent;
        }
    }
}
