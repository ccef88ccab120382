package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.MovableClock;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.FreezeCalendar;
import dev.smsconfig.rollout.FreezeWindow;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SaveResult.Unclear;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Freezes and overrides in whole runs, by a clock that moves when tenants are saved. */
class FreezeTest {

    private static final int TENANTS = 20;
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter("k1", new byte[32]);
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Overrides OVERRIDE_FREEZE =
            new Overrides(Set.of(Guard.FREEZE), "the provider goes down tonight", "user bo");

    @TempDir
    Path folder;

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final List<String> saved = Collections.synchronizedList(new ArrayList<>());
    private final MovableClock clock = new MovableClock("2026-12-01T12:00:00Z");
    private SmsConfigWriter writer = this::save;
    private JobStore store;

    @BeforeEach
    void startFromTheLegacyState() {
        store = JobStore.embedded(folder, clock);
        IntStream.range(0, TENANTS).forEach(i -> server.put(tenant(i), config("Legacy")));
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
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), Map.of());
    }

    private static FreezeWindow freeze(String from, String to) {
        return new FreezeWindow(LocalDateTime.parse(from), LocalDateTime.parse(to), OSLO, "Christmas trade");
    }

    private static RunRequest request(GuardSettings guards, Overrides overrides, FreezeWindow... freezes) {
        List<DesiredState> fleet = IntStream.range(0, TENANTS)
                .mapToObj(i -> new DesiredState(
                        tenant(i), config("Acme"), Map.of("ring", i < 10 ? "first" : "rest"), tenant(i) + ".yaml"))
                .toList();
        Rollout rollout = new Rollout(
                List.of(
                        Wave.of("first", LabelSelector.parse("ring=first")),
                        Wave.of("rest", LabelSelector.everything())),
                new FailureBudget(TENANTS, 100));
        return new RunRequest(
                fleet,
                new Policies(guards, List.of(freezes), rollout, DriftPolicy.HEAL, List.of()),
                4,
                overrides,
                Pacing.WITHOUT_WAITING,
                Basis.FILES);
    }

    private static GuardSettings everything() {
        return GuardSettings.STANDARD.withMaxChanged(ShareOrCount.parse("100%"));
    }

    private static RunRequest request(Overrides overrides, FreezeWindow... freezes) {
        return request(everything(), overrides, freezes);
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
                new Quiet(),
                new StopSignal(),
                Invocations.KNOWN);
    }

    private Run start(String command, RunRequest request) {
        FleetJob job = job();
        Run.Origin origin =
                new Run.Origin("configs", null, false, null, request.desired().size());
        return job.start(new NewRun(job.newRunId(), command, "test", origin, "this host"), request);
    }

    private Run apply(RunRequest request) {
        return start(Run.APPLY, request);
    }

    private Map<OutcomeKind, Integer> summary(Run run) {
        return store.tenants().summary(run.id());
    }

    private List<Outcome> outcomes(Run run, OutcomeKind kind) {
        List<Outcome> outcomes = new ArrayList<>();
        store.tenants().forEach(run.id(), (LedgerEntry entry) -> {
            if (entry.kind() == kind) {
                outcomes.add(Objects.requireNonNull(entry.outcome()));
            }
        });
        return outcomes;
    }

    private List<String> events(String type) {
        return new JdbcTemplate(store.dataSource())
                .query(
                        "SELECT body FROM audit_event WHERE event_type = ? ORDER BY seq",
                        (row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                        type);
    }

    /** Turns the clock when the n-th save arrives, before it is answered. */
    private void turnAtSave(int n, Runnable turn) {
        AtomicInteger saves = new AtomicInteger();
        writer = (tenant, config) -> {
            // together: a save that is counted later may have asked earlier, but none has that is counted after those
            // in
            // flight
            synchronized (saves) {
                if (saves.incrementAndGet() == n) {
                    turn.run();
                }
            }
            return save(tenant, config);
        };
    }

    @Test
    void refusesInAFreezeBeforeAnyWrite() {
        clock.moveTo("2026-12-24T12:00:00Z");
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2027-01-02T00:00")));
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(run.message())
                .contains("2027-01-02 00:00 Europe/Oslo (2027-01-01T23:00:00Z): Christmas trade")
                .contains("--override freeze --reason TEXT");
        assertThat(saved).isEmpty();
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.NOT_ATTEMPTED, TENANTS));
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "10, 4", "14, 4"})
    void aFreezeThatBeginsInTheMiddleOfAWaveDrains(int atSave, int parallelism) {
        clock.moveTo("2026-12-22T22:59:00Z");
        turnAtSave(atSave, () -> clock.moveTo("2026-12-22T23:00:00Z"));
        FreezeWindow freeze = freeze("2026-12-23T00:00", "2027-01-02T00:00");
        Run run = apply(request(Overrides.NONE, freeze));
        assertThat(saved).hasSizeBetween(atSave, atSave + parallelism - 1).doesNotHaveDuplicates();
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(run.message()).contains("a freeze began", "2027-01-01T23:00:00Z", "Christmas trade");
        assertThat(summary(run))
                .isEqualTo(
                        Map.of(OutcomeKind.CONVERGED, saved.size(), OutcomeKind.NOT_ATTEMPTED, TENANTS - saved.size()));
        assertThat(outcomes(run, OutcomeKind.NOT_ATTEMPTED))
                .allSatisfy(outcome -> assertThat(outcome.message()).contains("a freeze began"))
                .allSatisfy(outcome -> assertThat(outcome.attempts()).isZero())
                .allSatisfy(outcome -> assertThat(outcome.changes()).isNotEmpty());
        assertThat(events("WRITE_INTENT")).hasSize(saved.size());
        // once for the plan; only those in flight were read a second time
        assertThat(outcomes(run, OutcomeKind.NOT_ATTEMPTED))
                .filteredOn(outcome -> server.observes(outcome.tenant()) > 1)
                .hasSizeLessThan(parallelism);

        Run refused = job().resume(run, request(Overrides.NONE, freeze), "later");
        assertThat(refused.status()).isEqualTo(RunStatus.REFUSED);

        clock.moveTo("2027-01-01T23:00:00Z");
        Run resumed = job().resume(refused, request(Overrides.NONE, freeze), "later");
        assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(saved).doesNotHaveDuplicates().hasSize(TENANTS);
    }

    @Test
    void noSaveIsTriedAgainInAFreeze() {
        clock.moveTo("2026-12-22T22:59:00Z");
        Failure lost = Failure.of(Failure.Kind.BROKEN, "the exchange broke");
        AtomicInteger sends = new AtomicInteger();
        writer = (tenant, config) -> {
            sends.incrementAndGet();
            clock.moveTo("2026-12-22T23:00:00Z");
            return new Unclear(lost);
        };
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2027-01-02T00:00")));
        assertThat(sends).hasValueBetween(1, 4);
        assertThat(outcomes(run, OutcomeKind.FAILED))
                .hasSize(sends.get())
                .allSatisfy(outcome -> assertThat(outcome.message())
                        .contains("not saved, as reading back shows")
                        .contains("a freeze began"))
                .allSatisfy(outcome -> assertThat(outcome.attempts()).isEqualTo(1));
        assertThat(summary(run).get(OutcomeKind.NOT_ATTEMPTED)).isEqualTo(TENANTS - sends.get());
    }

    @Test
    void aLostSaveThatWasAppliedConvergesInAFreeze() {
        clock.moveTo("2026-12-22T22:59:00Z");
        writer = (tenant, config) -> {
            clock.moveTo("2026-12-22T23:00:00Z");
            save(tenant, config);
            return new Unclear(Failure.of(Failure.Kind.BROKEN, "the exchange broke"));
        };
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2027-01-02T00:00")));
        assertThat(summary(run))
                .isEqualTo(
                        Map.of(OutcomeKind.CONVERGED, saved.size(), OutcomeKind.NOT_ATTEMPTED, TENANTS - saved.size()));
    }

    /** An hour forward over the whole freeze, and back: only the time in which saves would have begun counts. */
    @Test
    void aClockThatJumpsOverAFreezeStopsNothing() {
        clock.moveTo("2026-12-22T22:59:00Z");
        turnAtSave(5, () -> clock.advance(Duration.ofHours(1)));
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2026-12-23T00:30")));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aClockThatJumpsAnHourForwardIntoAFreezeDrains() {
        clock.moveTo("2026-12-22T22:30:00Z");
        turnAtSave(5, () -> clock.advance(Duration.ofHours(1)));
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2026-12-23T06:00")));
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(saved).hasSizeBetween(5, 8);
    }

    @Test
    void aClockThatJumpsAnHourBackOpensNothing() {
        FreezeWindow freeze = freeze("2026-12-23T00:00", "2026-12-23T06:00");
        SaveWindow window = new SaveWindow(new FreezeCalendar(List.of(freeze)), Overrides.NONE, clock);
        clock.moveTo("2026-12-22T22:59:59Z");
        assertThat(window.objection()).isNull();
        clock.moveTo("2026-12-22T23:10:00Z");
        assertThat(window.objection()).contains("2026-12-23 06:00 Europe/Oslo");
        clock.advance(Duration.ofHours(-1));
        assertThat(window.objection()).contains("2026-12-23 06:00 Europe/Oslo");
    }

    @Test
    void aClockThatJumpsAnHourBackInARunKeepsItsRecord() {
        turnAtSave(5, () -> clock.advance(Duration.ofHours(-1)));
        Run run = apply(request(Overrides.NONE, freeze("2026-12-23T00:00", "2026-12-23T06:00")));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.CONVERGED, TENANTS));
    }

    /** Both nights of Oslo: a freeze from 02:30, once skipped and once shown twice. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z, 2026-03-29T02:30, 2026-03-29T05:00",
        "2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z, 2026-10-25T02:30, 2026-10-25T05:00"
    })
    void aFreezeBeginsInANightOnWhichClocksChange(String before, String begins, String from, String to) {
        clock.moveTo(before);
        turnAtSave(3, () -> clock.moveTo(begins));
        Run run = apply(request(Overrides.NONE, freeze(from, to)));
        assertThat(saved).hasSizeBetween(3, 6);
        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
    }

    @Test
    void anOverrideLetsAFreezePassOnceAndIsRecorded() {
        clock.moveTo("2026-12-24T12:00:00Z");
        FreezeWindow freeze = freeze("2026-12-23T00:00", "2027-01-02T00:00");
        Run run = apply(request(OVERRIDE_FREEZE, freeze));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(store.guards().of(run.id()))
                .filteredOn(GuardRecord::wasOverridden)
                .extracting(record -> record.verdict().guard())
                .containsExactly(Guard.FREEZE);
        assertThat(store.waves().moments(run.id()))
                .filteredOn(moment -> moment.type().equals("GUARD_OVERRIDDEN"))
                .singleElement()
                .satisfies(moment -> assertThat(moment.body())
                        .containsEntry("guard", "freeze")
                        .containsEntry("needed", true)
                        .containsEntry("reason", "the provider goes down tonight")
                        .containsEntry("by", "user bo"));
        server.put(tenant(1), config("ByHand"));
        assertThat(apply(request(Overrides.NONE, freeze)).status()).isEqualTo(RunStatus.REFUSED);
    }

    @Test
    void anOverrideHoldsForAFreezeThatBeginsLaterAndSaysSo() {
        clock.moveTo("2026-12-22T22:59:00Z");
        turnAtSave(5, () -> clock.moveTo("2026-12-22T23:00:00Z"));
        Run run = apply(request(OVERRIDE_FREEZE, freeze("2026-12-23T00:00", "2027-01-02T00:00")));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(store.guards().of(run.id()))
                .filteredOn(record -> record.verdict().guard() == Guard.FREEZE)
                .singleElement()
                .matches(GuardRecord::wasOverridden);
        assertThat(events("GUARD_OVERRIDDEN")).hasSize(2).last().asString().contains("\"needed\":true", "frozen until");
    }

    @Test
    void anOverrideThatWasNotNeededIsRecordedAsSuch() {
        Run run = apply(request(OVERRIDE_FREEZE, freeze("2026-12-23T00:00", "2027-01-02T00:00")));
        assertThat(store.guards().of(run.id()))
                .filteredOn(record -> record.override() != null)
                .singleElement()
                .matches(record -> !record.wasOverridden());
        assertThat(events("GUARD_OVERRIDDEN")).singleElement().asString().contains("\"needed\":false");
    }

    @Test
    void anOverrideLetsNoOtherGuardPass() {
        GuardSettings guards = everything().withMaxChanged(ShareOrCount.parse("1"));
        Run run = apply(request(guards, OVERRIDE_FREEZE, freeze("2026-11-01T00:00", "2027-01-02T00:00")));
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(run.message()).contains("guards.maxChanged").doesNotContain("guards.freeze");
        assertThat(saved).isEmpty();
    }

    @Test
    void tellsAllGuardsThatRefuseAtOnce() {
        GuardSettings guards = new GuardSettings(
                ShareOrCount.parse("1"),
                1,
                ShareOrCount.parse("50%"),
                ShareOrCount.parse("100%"),
                GuardSettings.Unusual.REFUSE);
        server.failObserve(tenant(3), Failure.of(Failure.Kind.UNAUTHENTICATED, "401"));
        Run run = apply(request(guards, Overrides.NONE, freeze("2026-11-01T00:00", "2027-01-02T00:00")));
        assertThat(run.message())
                .contains("guards.maxChanged: 19 of 20")
                .contains("guards.maxSameValue: 19 of 20 tenants would get NsPluginSender \"Acme\"")
                .contains("guards.minTenants: 19 of 20 tenants could be read")
                .contains("Cust003")
                .contains("guards.freeze: frozen until");
        assertThat(saved).isEmpty();
    }

    @Test
    void aPlanInAFreezeSaysSoAndIsNotRefused() {
        Run run = start(Run.PLAN, request(Overrides.NONE, freeze("2026-11-01T00:00", "2027-01-02T00:00")));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summary(run)).isEqualTo(Map.of(OutcomeKind.PLANNED, TENANTS));
        assertThat(store.guards().of(run.id()))
                .filteredOn(record -> record.verdict().decision() == Decision.REFUSED)
                .extracting(record -> record.verdict().guard())
                .containsExactly(Guard.FREEZE);
    }

    @Test
    void aQuietNightInAFreezeIsNotRefused() {
        apply(request(Overrides.NONE));
        Run run = apply(request(Overrides.NONE, freeze("2026-11-01T00:00", "2027-01-02T00:00")));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aFleetThatLostTenantFilesIsRefusedEvenOnAQuietNight() {
        apply(request(Overrides.NONE));
        RunRequest whole = request(
                new GuardSettings(ShareOrCount.parse("100%"), null, null, null, GuardSettings.Unusual.REFUSE),
                Overrides.NONE);
        RunRequest lost = new RunRequest(whole.desired().subList(0, TENANTS - 3), whole.policies(), 4);
        Run run = apply(lost);
        assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(run.message()).contains("the fleet has 17 tenants, and at the last run it had 20");
    }

    @Test
    void plansAndRefusedRunsDoNotMakeARunUsual() {
        for (int i = 0; i < 5; i++) {
            apply(request(Overrides.NONE));
            clock.advance(Duration.ofDays(1));
        }
        IntStream.range(0, TENANTS).forEach(i -> server.put(tenant(i), config("Legacy")));
        GuardSettings strict =
                new GuardSettings(ShareOrCount.parse("100%"), null, null, null, GuardSettings.Unusual.REFUSE);
        for (int i = 0; i < 3; i++) {
            start(Run.PLAN, request(strict, Overrides.NONE));
            clock.advance(Duration.ofDays(1));
            Run run = apply(request(strict, Overrides.NONE));
            assertThat(run.status()).isEqualTo(RunStatus.REFUSED);
            assertThat(run.message()).contains("20 tenants would change, and by the last 5 runs up to 9 are usual");
            clock.advance(Duration.ofDays(1));
        }
    }

    private static final class Quiet implements RunWatcher {
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
            return true;
        }
    }
}
