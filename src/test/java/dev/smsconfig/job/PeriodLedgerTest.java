package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.PeriodLedger.CommitUse;
import dev.smsconfig.audit.PeriodLedger.SavedTenant;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.audit.TrailReading.Chain;
import dev.smsconfig.git.TestRepository;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Four nights of two tenants: the first one fails for one of them, the second mends it, the third is quiet and the first is
 * taken up again after it, in the fourth one of them can't be read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeriodLedgerTest {

    private static final String FLEET = """
            apiVersion: smsconfig/v1
            kind: Fleet
            defaultEnvironment: production
            environments:
              production: { server: embedded }
            guards: { maxChanged: 100% }
            rollout: { failureBudget: { max: 10, percent: 100 } }
            """;

    private static final Period SECOND_NIGHT =
            new Period(Instant.parse("2026-11-02T00:00:00Z"), Instant.parse("2026-11-03T00:00:00Z"));

    private Path folder;
    private RecordedFleet fleet;
    private Ledgers ledgers;
    private String begin;
    private List<Run> runs;

    /** What every test is about: on H2 here, on others in subclasses. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @BeforeAll
    void runFourNights(@TempDir Path temporary) {
        folder = temporary;
        TestRepository git = TestRepository.in(folder.resolve("git"))
                .write("configs/fleet.yaml", FLEET)
                .write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "First"))
                .write("configs/tenants/Cust2.yaml", TestRepository.tenant("Cust2", "First"));
        begin = git.commitAt("2026-10-31T00:00:00Z", "Begin");
        fleet = new RecordedFleet(git.configs(), repository());
        for (String tenant : List.of("Cust1", "Cust2")) {
            fleet.server.put(
                    new TenantId(tenant),
                    new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Legacy")), null));
        }
        fleet.failing.add("Cust2");
        List<Run> nights = new ArrayList<>(List.of(fleet.apply("2026-11-01T02:00:00Z")));
        fleet.failing.clear();
        nights.add(fleet.apply("2026-11-02T02:00:00Z"));
        nights.add(fleet.apply("2026-11-03T02:00:00Z"));
        fleet.resume("2026-11-03T09:00:00Z", nights.get(0));
        fleet.unreachable.add("Cust1");
        nights.add(fleet.apply("2026-11-04T02:00:00Z"));
        runs = nights;
        ledgers = fleet.store().ledgers();
    }

    @AfterAll
    void close() {
        fleet.close();
    }

    @Test
    void theRunsOfAPeriodAreThoseThatBeganOrWentOnInIt() {
        assertThat(ledgers.runs().of("production", SECOND_NIGHT))
                .extracting(Run::id)
                .containsExactly(runs.get(1).id());
        assertThat(ledgers.runs().of("staging", SECOND_NIGHT)).isEmpty();
        Period third = new Period(SECOND_NIGHT.to(), Instant.parse("2026-11-04T00:00:00Z"));
        assertThat(ledgers.runs().of("production", third))
                .extracting(Run::id)
                .containsExactly(runs.get(0).id(), runs.get(2).id());
    }

    @Test
    void theLastApplyBeforeAMomentIsFound() {
        assertThat(ledgers.runs().lastWhole("production", SECOND_NIGHT.from()))
                .hasValueSatisfying(
                        run -> assertThat(run.id()).isEqualTo(runs.get(0).id()));
        assertThat(ledgers.runs().lastWhole("production", Instant.parse("2026-11-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void eventsAreCountedByTheirTime() {
        long all = ledgers.period().allEvents().count();
        assertThat(ledgers.period().allEvents().first()).isZero();
        assertThat(ledgers.period().allEvents().last()).isEqualTo(all - 1);
        long parts = 0;
        for (Run run : runs) {
            parts += ledgers.period().eventsOf(run.id()).count();
        }
        assertThat(parts).isEqualTo(all);
        assertThat(ledgers.period().events(SECOND_NIGHT))
                .isEqualTo(ledgers.period().eventsOf(runs.get(1).id()));
        assertThat(ledgers.period().oldestAt()).isEqualTo("2026-11-01T02:00:00Z");
    }

    @Test
    void theChainIsFollowedFromItsFirstEventToItsLast() {
        List<TrailEvent> events = new ArrayList<>();
        Chain chain = ledgers.trail().forEach(0, Long.MAX_VALUE, events::add);
        assertThat(chain.firstBroken()).isNull();
        assertThat(chain.missing()).isZero();
        assertThat(chain.read())
                .isEqualTo(events.size())
                .isEqualTo(ledgers.period().allEvents().count());
        assertThat(events.get(0).map("caller").get("user")).as("in the clear").isEqualTo("svc-sms");
    }

    @Test
    void anEventThatWasEditedOrRemovedIsFound() {
        rolledBack(jdbc -> {
            jdbc.update(
                    "UPDATE audit_event SET body = ? WHERE seq = 3",
                    new Object[] {"not JSON".getBytes(StandardCharsets.UTF_8)});
            assertThat(ledgers.trail().forEach(0, Long.MAX_VALUE, event -> {}).firstBroken())
                    .isEqualTo(3);
        });
        rolledBack(jdbc -> {
            jdbc.update("DELETE FROM audit_event WHERE seq = 2");
            Chain chain = ledgers.trail().forEach(0, Long.MAX_VALUE, event -> {});
            assertThat(chain.missing()).isEqualTo(1);
            assertThat(chain.firstBroken()).isEqualTo(3);
        });
    }

    private void rolledBack(Consumer<JdbcTemplate> change) {
        fleet.store().ownTransaction().executeWithoutResult(status -> {
            status.setRollbackOnly();
            change.accept(new JdbcTemplate(fleet.store().dataSource()));
        });
    }

    @Test
    void runsAreCountedByTheTrailAndByTheLedger() {
        List<String> begun = ledgers.period().begun(SECOND_NIGHT.to());
        assertThat(begun).containsExactly(runs.get(0).id(), runs.get(1).id());
        assertThat(ledgers.period().unknown(begun)).isEmpty();
        rolledBack(jdbc -> {
            jdbc.update("DELETE FROM run WHERE run_id = ?", runs.get(0).id());
            assertThat(ledgers.period().unknown(begun))
                    .containsExactly(runs.get(0).id());
        });
        assertThat(ledgers.period().environments(SECOND_NIGHT)).isEqualTo(Map.of("production", 1));
    }

    @Test
    void aSavedTenantHasItsWaveItsCommitAndWhenItWasPlanned() {
        var saved = ledgers.period().saved(runs.get(1).id());
        assertThat(saved.keySet()).containsExactly("Cust2");
        SavedTenant tenant = Objects.requireNonNull(saved.get("Cust2"));
        assertThat(tenant.commit()).isEqualTo(begin);
        assertThat(tenant.plannedAt()).isBetween(SECOND_NIGHT.from(), SECOND_NIGHT.to());
        assertThat(ledgers.period().saved(runs.get(2).id())).isEmpty();
    }

    @Test
    void aCommitIsDueWhereTenantsDifferBecauseOfIt() {
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(ledgers.period().commits(runs.get(0).id(), end)).isEqualTo(Map.of(begin, new CommitUse(2, 2)));
        assertThat(ledgers.period().commits(runs.get(1).id(), end)).isEqualTo(Map.of(begin, new CommitUse(2, 1)));
        assertThat(ledgers.period().commits(runs.get(2).id(), end)).isEqualTo(Map.of(begin, new CommitUse(2, 0)));
        assertThat(ledgers.period().commits(runs.get(0).id(), Instant.EPOCH))
                .isEqualTo(Map.of(begin, new CommitUse(2, 0)));
    }

    @Test
    void aTenantThatCouldBeReadWasReached() {
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(ledgers.period().reach(runs.get(2).id(), end).read()).isEqualTo(2);
        assertThat(ledgers.period().reach(runs.get(3).id(), end).tenants()).isEqualTo(2);
        assertThat(ledgers.period().reach(runs.get(3).id(), end).read()).isEqualTo(1);
    }

    @Test
    void whatFailedIsOpenUntilALaterRunMendsIt() {
        assertThat(ledgers.open().open("production", SECOND_NIGHT.from()))
                .extracting(event -> event.tenant() + " " + event.text("outcome"))
                .containsExactly("Cust2 FAILED");
        assertThat(ledgers.open().open("production", SECOND_NIGHT.to())).isEmpty();
        assertThat(ledgers.open().open("production", Instant.parse("2026-12-01T00:00:00Z")))
                .extracting(TrailEvent::tenant)
                .containsExactly("Cust1");
        assertThat(ledgers.open().open("staging", SECOND_NIGHT.from())).isEmpty();
    }

    @Test
    void endingsAreToldInTheirOrder() {
        List<String> endings = new ArrayList<>();
        ledgers.open()
                .endings(
                        "production",
                        SECOND_NIGHT.to(),
                        (event, whole) -> endings.add(event.text("status") + " " + whole));
        assertThat(endings).containsExactly("PARTIAL true", "COMPLETED true");
    }
}
