package dev.smsconfig.verification;

import dev.smsconfig.MovableClock;
import dev.smsconfig.TestPostgres;
import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.AuditTrail;
import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerRows;
import dev.smsconfig.audit.PersonalLedger;
import dev.smsconfig.audit.ResultRecorder;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TenantLedger;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.audit.TrailReader;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RepositoryConnection;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.TestSigners;
import dev.smsconfig.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A repository whose trail was made by the real writers, on one connection that never commits: what a test does to it is
 * undone by a savepoint.
 */
final class TestTrail implements AutoCloseable {

    static final SignerKey KEY = TestSigners.signer("crm.example.com/sms", 11);
    static final SignerKey STRANGER = TestSigners.signer("crm.example.com/sms", 12);

    private static final List<String> TABLES =
            List.of("audit_event", "audit_checkpoint", "run_result", "run_tenant", "run", "last_applied", "audit_head");

    private final SingleConnectionDataSource connection;
    final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final MovableClock clock = new MovableClock("2026-11-24T02:00:00Z");
    private final List<CheckpointAnchor.Kept> outside = new ArrayList<>();
    private final List<Long> runEnds = new ArrayList<>();
    private int runs;

    private TestTrail(String url, String user) {
        connection = new SingleConnectionDataSource(url, user, "", true);
        jdbc = new JdbcTemplate(connection);
        transactions = new TransactionTemplate(new JdbcTransactionManager(connection));
        transactions.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
    }

    static TestTrail onH2(Path folder) {
        JobStore.embedded(folder, Clock.systemUTC()).close();
        return new TestTrail("jdbc:h2:file:" + folder.toAbsolutePath().resolve("repository"), "sa");
    }

    static TestTrail onPostgresql() {
        String url = TestPostgres.newDatabase(
                "verification",
                made -> JobStore.open(RepositoryConnection.postgresql(made, TestPostgres.USER, null), Clock.systemUTC())
                        .close());
        return new TestTrail(url, TestPostgres.USER);
    }

    /** Does something and undoes it. */
    void undoing(Runnable work) {
        transactions.executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    /** An empty trail, whatever was there. */
    void clear() {
        TABLES.forEach(table -> jdbc.update("DELETE FROM " + table));
        outside.clear();
        runEnds.clear();
        runs = 0;
        trail().begin();
    }

    AuditTrail trail() {
        return new AuditTrail(jdbc, clock);
    }

    /** A run of some tenants, with its checkpoints. */
    void run(Random random, SignerKey key) {
        String id = "20261124-0200%02d-%06x".formatted(runs++, random.nextInt(1 << 24));
        int tenants = 2 + random.nextInt(4);
        Run run = new Run(
                id,
                Run.APPLY,
                "sample",
                RunStatus.RUNNING,
                new Run.Origin("configs", null, false, null, tenants),
                "30%",
                clock.instant(),
                null,
                "host 1",
                null);
        new RunLedger(jdbc).insert(run);
        List<InventoryTenant> inventory = new ArrayList<>();
        for (int seq = 0; seq < tenants; seq++) {
            inventory.add(
                    new InventoryTenant(seq, new TenantId("Cust" + seq), 0, "all", "tenants/x.yaml", "h" + seq, null));
        }
        new TenantLedger(jdbc).inventory(id, inventory);
        event(AuditEvent.Type.RUN_STARTED, id, Map.of("command", "apply", "environment", "sample", "dirty", false));
        sign(id, key);
        ResultRecorder recorder = new ResultRecorder(jdbc, trail(), clock);
        List<TenantResult> planned = new ArrayList<>();
        List<TenantResult> saved = new ArrayList<>();
        for (InventoryTenant tenant : inventory) {
            List<FieldChange> changes = List.of(
                    FieldChange.healed("NsPluginSender", "old" + random.nextInt(100), "Contoso", false, Cause.PENDING));
            planned.add(result(tenant, 1, OutcomeKind.PLANNED, changes, null));
            String message = random.nextBoolean() ? null : "m".repeat(random.nextInt(3000));
            saved.add(result(tenant, 2, OutcomeKind.CONVERGED, changes, message));
        }
        tick(random);
        recorder.record(run, AuditEvent.Type.TENANT_OBSERVED, planned);
        tick(random);
        trail().append(inventory.stream()
                .map(tenant -> new AuditEvent(AuditEvent.Type.WRITE_INTENT, id, tenant.tenant(), Map.of("attempt", 1)))
                .toList());
        tick(random);
        recorder.record(run, AuditEvent.Type.WRITE_OUTCOME, saved);
        sign(id, key);
        tick(random);
        new RunLedger(jdbc).ended(id, RunStatus.COMPLETED, clock.instant(), null);
        event(AuditEvent.Type.RUN_SEALED, id, Map.of("status", "COMPLETED"));
        sign(id, key);
        runEnds.add(size());
    }

    private static TenantResult result(
            InventoryTenant tenant,
            int attempt,
            OutcomeKind kind,
            List<FieldChange> changes,
            @Nullable String message) {
        return new TenantResult(
                tenant.seq(),
                attempt,
                new Outcome(tenant.tenant(), kind, changes, List.of("NsPluginConfig.key"), 1, message, null),
                null);
    }

    private void tick(Random random) {
        clock.advance(Duration.ofNanos(1_000L * random.nextInt(5_000_000)));
    }

    /** A clock that is put back. */
    void advance(Duration duration) {
        clock.advance(duration);
    }

    void event(AuditEvent.Type type, String run, Map<String, Object> body) {
        trail().append(List.of(new AuditEvent(type, run, null, body)));
    }

    void sign(String run, SignerKey key) {
        keep(new CheckpointSigner(jdbc, key).sign(run).orElseThrow());
    }

    void keep(StoredCheckpoint made) {
        outside.add(new CheckpointAnchor.Kept(
                made.fileName(), made.size(), made.runId(), made.note().getBytes(StandardCharsets.UTF_8)));
    }

    long size() {
        return new TrailReader(jdbc).head().orElseThrow().nextSeq();
    }

    /** The checkpoints outside; tests may change them and undo that. */
    List<CheckpointAnchor.Kept> outside() {
        return outside;
    }

    /** How long the trail was when each run had ended. */
    List<Long> runEnds() {
        return runEnds;
    }

    List<StoredEvent> events() {
        List<StoredEvent> events = new ArrayList<>();
        new TrailReader(jdbc).forEach(0, events::add);
        return events;
    }

    List<StoredCheckpoint> checkpoints() {
        return new CheckpointLedger(jdbc).all();
    }

    DatabaseSource source() {
        return new DatabaseSource(
                new TrailReader(jdbc), new CheckpointLedger(jdbc), new LedgerRows(jdbc), new PersonalLedger(jdbc));
    }

    Verification verify() {
        return verify(List.of(KEY.verifier()));
    }

    Verification verify(List<VerifierKey> keys) {
        return new Verifier(source(), outside, keys).verify();
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
