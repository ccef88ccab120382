package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunJournal;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.job.RunLock.Answer;
import dev.smsconfig.lease.Lease;
import dev.smsconfig.lease.LeaseLostException;
import dev.smsconfig.lease.LeaseTerms;
import dev.smsconfig.lease.ProcessIdentity;
import dev.smsconfig.lease.ProofOfDeath;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.SaveIntent;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two processes at one repository, without a second process: each has its own pool, identity and clock. */
class RunLockTest {

    private static final ProofOfDeath NOBODY_DIES = process -> Optional.empty();
    private static final ProofOfDeath FIRST_IS_DEAD =
            process -> process.pid() == 1 ? Optional.of(process + " is gone") : Optional.empty();

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private JobStore first;
    private JobStore second;

    /** What every test is about: on H2 here, on others in subclasses; the same for all of a test. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @BeforeEach
    void open() {
        first = JobStore.open(repository(), Clock.systemUTC());
        second = JobStore.open(repository(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** @param later how many seconds the database's clock has gone on */
    private RunLock lock(JobStore store, int pid, ProofOfDeath proof, int later) {
        LeaseTerms terms = new LeaseTerms(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                "(CURRENT_TIMESTAMP + " + later + " * INTERVAL '1' SECOND)");
        return new RunLock(
                store,
                new RunLock.Judgement(terms, new ProcessIdentity("host" + pid, "space", pid, "1"), proof, nanos::get));
    }

    private RunLock firstLock() {
        return lock(first, 1, NOBODY_DIES, 0);
    }

    private static HeldLease granted(Answer answer) {
        return ((Answer.Granted) answer).lease();
    }

    private Run running(String id, String command) {
        Run run = new Run(
                id,
                command,
                "test",
                RunStatus.RUNNING,
                new Run.Origin("configs", null, false, null, 1),
                "30%",
                Instant.EPOCH,
                null,
                "host host1, process 1",
                null);
        first.runs().insert(run);
        return run;
    }

    private RunStatus status(String id) {
        return second.runs().find(id).orElseThrow().status();
    }

    private List<String> events(AuditEvent.Type type) {
        return new JdbcTemplate(second.dataSource())
                .query(
                        "SELECT body FROM audit_event WHERE event_type = ? ORDER BY seq",
                        (row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                        type.name());
    }

    @Test
    void whoeverComesSecondIsToldWhoHasTheEnvironment() {
        firstLock().takeEnvironment("test", "r1", "apply");
        Answer answer = lock(second, 2, NOBODY_DIES, 0).takeEnvironment("test", "r2", "apply");
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).holder().toString())
                .contains("apply r1, host host1, process 1, since ", ", its lease ends at ");
    }

    @Test
    void twoEnvironmentsAreSavedAtOnce() {
        firstLock().takeEnvironment("test", "r1", "apply");
        assertThat(lock(second, 2, NOBODY_DIES, 0).takeEnvironment("other", "r2", "apply"))
                .isInstanceOf(Answer.Granted.class);
    }

    @Test
    void whatOnlyLooksWaitsForNobody() {
        firstLock().takeEnvironment("test", "r1", "apply");
        assertThatCode(() -> lock(second, 2, NOBODY_DIES, 0).takeOwn("r2", "plan"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsGivenBackIsFreeWithoutAWord() {
        granted(firstLock().takeEnvironment("test", "r1", "apply")).close();
        assertThat(lock(second, 2, NOBODY_DIES, 0).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Granted.class);
        assertThat(events(AuditEvent.Type.LEASE_TAKEN_OVER)).isEmpty();
    }

    @Test
    void theDeadAreTakenOverAtOnceWithTheEvidenceOnRecord() {
        firstLock().takeEnvironment("test", "r1", "apply");
        running("r1", Run.APPLY);
        Answer answer = lock(second, 2, FIRST_IS_DEAD, 0).takeEnvironment("test", "r2", "apply");
        assertThat(((Answer.Granted) answer).recovered()).extracting(Run::id).containsExactly("r1");
        assertThat(status("r1")).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(events(AuditEvent.Type.LEASE_TAKEN_OVER))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"run\":\"r1\"", "host host1, process 1 is gone", "\"byRun\":\"r2\""));
    }

    @Test
    void theSilentAreTakenOverOnlyAfterTheirLeaseEnded() {
        firstLock().takeEnvironment("test", "r1", "apply");
        running("r1", Run.APPLY);
        assertThat(lock(second, 2, NOBODY_DIES, 55).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Refused.class);
        assertThat(status("r1")).isEqualTo(RunStatus.RUNNING);
        assertThat(lock(second, 2, NOBODY_DIES, 61).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Granted.class);
        assertThat(status("r1")).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(events(AuditEvent.Type.LEASE_TAKEN_OVER))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("its lease ended at "));
    }

    @Test
    void aBeatPutsTheEndOff() {
        long token = granted(firstLock().takeEnvironment("test", "r1", "apply"))
                .lease()
                .token();
        LeaseTerms later = new LeaseTerms(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                "(CURRENT_TIMESTAMP + 50 * INTERVAL '1' SECOND)");
        new Lease(first.leases(later), "test", token, nanos::get, 0).renew();
        assertThat(lock(second, 2, NOBODY_DIES, 100).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Refused.class);
        assertThat(lock(second, 2, NOBODY_DIES, 111).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Granted.class);
    }

    @Test
    void whoeverWasTakenOverCommitsNothingMore() {
        granted(firstLock().takeEnvironment("test", "r1", "apply"));
        lock(second, 2, NOBODY_DIES, 61).takeEnvironment("test", "r2", "apply");
        assertThatThrownBy(() -> first.ownTransaction()
                        .executeWithoutResult(status -> first.trail()
                                .append(List.of(new AuditEvent(AuditEvent.Type.RUN_SEALED, "r1", null, Map.of())))))
                .isInstanceOf(LeaseLostException.class);
        assertThat(events(AuditEvent.Type.RUN_SEALED)).isEmpty();
    }

    @Test
    void whoeverWasTakenOverAnnouncesNoSave() {
        HeldLease lease = granted(firstLock().takeEnvironment("test", "r1", "apply"));
        lock(second, 2, NOBODY_DIES, 61).takeEnvironment("test", "r2", "apply");
        assertThatThrownBy(() -> journal(lease).aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of())))
                .isInstanceOf(JournalUnavailableException.class)
                .hasRootCauseInstanceOf(LeaseLostException.class);
        assertThat(events(AuditEvent.Type.WRITE_INTENT)).isEmpty();
    }

    private LeasedJournal journal(HeldLease lease) {
        return new LeasedJournal(
                new RunJournal(first.trail(), first.ownTransaction(), "r1", new SecretUses()), lease.lease());
    }

    /** The second taking over and giving back again is no way around: the token has gone on. */
    @Test
    void aLeaseThatIsFreeAgainIsNotTheFormerHoldersAgain() {
        HeldLease lease = granted(firstLock().takeEnvironment("test", "r1", "apply"));
        granted(lock(second, 2, NOBODY_DIES, 61).takeEnvironment("test", "r2", "apply"))
                .close();
        lease.lease().renew();
        assertThat(lease.lease().isLost()).isTrue();
    }

    @Test
    void nobodyRenewsTheLeaseOfAnother() {
        HeldLease lease = granted(firstLock().takeEnvironment("test", "r1", "apply"));
        lock(second, 2, NOBODY_DIES, 61).takeEnvironment("test", "r2", "apply");
        lease.lease().renew();
        assertThat(lease.lease().isLost()).isTrue();
    }

    @Test
    void noSaveIsSentOnALeaseThatWasNotRenewedForLong() {
        HeldLease lease = granted(firstLock().takeEnvironment("test", "r1", "apply"));
        SaveIntent intent = new SaveIntent(new TenantId("Cust1"), 1, List.of());
        nanos.set(Duration.ofSeconds(29).toNanos());
        assertThatCode(() -> journal(lease).aboutToSave(intent)).doesNotThrowAnyException();
        nanos.set(Duration.ofSeconds(31).toNanos());
        assertThatThrownBy(() -> journal(lease).aboutToSave(intent)).isInstanceOf(JournalUnavailableException.class);
        lease.lease().renew();
        assertThatCode(() -> journal(lease).aboutToSave(intent)).doesNotThrowAnyException();
    }

    @Test
    void nobodySavesOnALeaseThatWasGivenBack() {
        HeldLease lease = granted(firstLock().takeEnvironment("test", "r1", "apply"));
        LeasedJournal journal = journal(lease);
        lease.close();
        assertThatThrownBy(() -> journal.aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of())))
                .isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void looksAtRunsThatLiveWithoutTouchingThem() {
        firstLock().takeEnvironment("test", "r1", "apply");
        running("r1", Run.APPLY);
        firstLock().takeOwn("p1", "plan");
        running("p1", Run.PLAN);
        assertThat(lock(second, 2, NOBODY_DIES, 55).recoverDead()).isEmpty();
        assertThat(status("r1")).isEqualTo(RunStatus.RUNNING);
        assertThat(status("p1")).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void anApplyTouchesNoPlanThatLives() {
        firstLock().takeOwn("p1", "plan");
        running("p1", Run.PLAN);
        assertThat(lock(second, 2, NOBODY_DIES, 0).takeEnvironment("test", "r2", "apply"))
                .isInstanceOf(Answer.Granted.class);
        assertThat(status("p1")).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void putsDeadRunsInOrderPlansIncluded() {
        firstLock().takeEnvironment("test", "r1", "apply");
        running("r1", Run.APPLY);
        firstLock().takeOwn("p1", "plan");
        running("p1", Run.PLAN);
        assertThat(lock(second, 2, FIRST_IS_DEAD, 0).recoverDead())
                .extracting(Run::id)
                .containsExactlyInAnyOrder("r1", "p1");
        assertThat(status("r1")).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(status("p1")).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(lock(second, 2, FIRST_IS_DEAD, 0).recoverDead()).isEmpty();
        assertThat(lock(second, 2, NOBODY_DIES, 0).takeEnvironment("test", "r2", "apply"))
                .as("what was taken to put it in order is given back")
                .isInstanceOf(Answer.Granted.class);
    }

    /** As a repository holds it that was made before there were leases, or whose taker died before it was done. */
    @Test
    void aRunWithoutALeaseIsDead() {
        running("r1", Run.APPLY);
        assertThat(lock(second, 2, NOBODY_DIES, 0).recoverDead())
                .extracting(Run::id)
                .containsExactly("r1");
    }

    @Test
    void aPlanLeavesNothingBehind() {
        firstLock().takeOwn("p1", "plan").close();
        assertThat(new JdbcTemplate(second.dataSource()).queryForObject("SELECT COUNT(*) FROM lease", Integer.class))
                .isZero();
    }

    @Test
    void aRunThatWasTakenUpAgainIsNotTheOneThatIsDead() {
        granted(firstLock().takeEnvironment("test", "r1", "apply"));
        running("r1", Run.APPLY);
        granted(lock(second, 2, FIRST_IS_DEAD, 0).takeEnvironment("test", "r1", "resume"));
        second.runs().resumed("r1", "host host2, process 2", "30%");
        try (JobStore third = JobStore.open(repository(), Clock.systemUTC())) {
            assertThat(lock(third, 3, FIRST_IS_DEAD, 0).recoverDead()).isEmpty();
        }
        assertThat(status("r1")).isEqualTo(RunStatus.RUNNING);
    }
}
