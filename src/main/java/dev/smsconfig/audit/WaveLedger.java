package dev.smsconfig.audit;

import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveRecord.Passage;
import dev.smsconfig.rollout.WaveState;
import dev.smsconfig.rollout.WaveTally;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The waves of runs, and how far each is. */
public final class WaveLedger {

    private static final int TEXT_LENGTH = 1000;
    private static final int NAME_LENGTH = 255;
    private static final String COLUMNS = "wave, name, tenants, soak_seconds, approval_required, state, began_at,"
            + " saved_at, soak_until, ended_at, note, approved_by, approval_reason, approval_evidence,"
            + " approval_signer, approved_at";
    private static final String WAITING_TENANTS = "SELECT h.tenant FROM run_tenant h JOIN run_wave w"
            + " ON w.run_id = h.run_id AND w.wave = h.wave WHERE h.run_id = ? AND w.state <> 'PASSED'";
    /** A save that failed says so in its event: a tenant that could not even be observed has another. */
    private static final String TALLIES = "SELECT t.wave, r.outcome, e.event_type, COUNT(*),"
            + " COUNT(CASE WHEN r.to_save THEN 1 END), COUNT(CASE WHEN r.changes <> '[]' THEN 1 END) FROM run_tenant t"
            + " LEFT JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq AND r.attempt ="
            + " (SELECT MAX(x.attempt) FROM run_result x WHERE x.run_id = t.run_id AND x.seq = t.seq)"
            + " LEFT JOIN audit_event e ON e.seq = r.event_seq"
            + " WHERE t.run_id = ? AND (CAST(? AS VARCHAR) IS NULL OR t.tenant NOT IN (" + WAITING_TENANTS + "))"
            + " GROUP BY t.wave, r.outcome, e.event_type";

    private final JdbcTemplate jdbc;

    public WaveLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes down what a run keeps to, the first time. */
    public void begin(String runId, RolloutRecord rollout, List<WaveRecord> waves) {
        jdbc.update(
                "INSERT INTO run_rollout (run_id, seed, failure_limit, parallelism, yields_to) VALUES (?, ?, ?, ?, ?)",
                runId,
                rollout.seed(),
                rollout.failureLimit(),
                rollout.parallelism(),
                rollout.yieldsTo());
        for (WaveRecord wave : waves) {
            jdbc.update(
                    "INSERT INTO run_wave (run_id, wave, name, tenants, soak_seconds, approval_required, state)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    runId,
                    wave.index(),
                    wave.name(),
                    wave.tenants(),
                    wave.gate().soak().toSeconds(),
                    wave.gate().approval(),
                    wave.state().name());
        }
    }

    /** Notes what an execution keeps to, where that may differ from the one before. */
    public void limits(String runId, int failureLimit, int parallelism) {
        jdbc.update(
                "UPDATE run_rollout SET failure_limit = ?, parallelism = ? WHERE run_id = ?",
                failureLimit,
                parallelism,
                runId);
    }

    /** Notes how long a tenant takes to observe. */
    public void observed(String runId, long visitMillis) {
        jdbc.update("UPDATE run_rollout SET visit_millis = ? WHERE run_id = ?", visitMillis, runId);
    }

    /** Notes the hash of what is planned; the first one stays. */
    public void planned(String runId, String planHash) {
        jdbc.update("UPDATE run_rollout SET plan_hash = ? WHERE run_id = ? AND plan_hash IS NULL", planHash, runId);
    }

    public void superseded(String runId, String by) {
        jdbc.update("UPDATE run_rollout SET superseded_by = ? WHERE run_id = ?", by, runId);
    }

    /** Empty for a run that was killed before it was loaded, or made by a version without waves that wait. */
    public Optional<RolloutRecord> find(String runId) {
        return jdbc
                .query(
                        "SELECT seed, failure_limit, parallelism, visit_millis, plan_hash, yields_to, superseded_by"
                                + " FROM run_rollout WHERE run_id = ?",
                        (row, n) -> new RolloutRecord(
                                row.getString(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getObject(4, Long.class),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)),
                        runId)
                .stream()
                .findFirst();
    }

    /** The waves of a run that have tenants, in their order. */
    public List<WaveRecord> waves(String runId) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run_wave WHERE run_id = ? ORDER BY wave", WaveLedger::wave, runId);
    }

    public void update(String runId, WaveRecord wave) {
        Passage passage = wave.passage();
        Approval approval = wave.approval();
        jdbc.update(
                "UPDATE run_wave SET state = ?, began_at = ?, saved_at = ?, soak_until = ?, ended_at = ?, note = ?,"
                        + " approved_by = ?, approval_reason = ?, approval_evidence = ?, approval_signer = ?,"
                        + " approved_at = ? WHERE run_id = ? AND wave = ?",
                wave.state().name(),
                timestamp(passage.beganAt()),
                timestamp(passage.savedAt()),
                timestamp(passage.soakUntil()),
                timestamp(passage.endedAt()),
                shortened(passage.note(), TEXT_LENGTH),
                approval == null ? null : shortened(approval.by(), NAME_LENGTH),
                approval == null ? null : shortened(approval.reason(), TEXT_LENGTH),
                approval == null ? null : approval.evidence().name(),
                approval == null ? null : shortened(approval.signer(), NAME_LENGTH),
                approval == null ? null : timestamp(approval.at()),
                runId,
                wave.index());
    }

    /** The tenants of a run whose wave has not passed its gate. */
    public Set<TenantId> waitingTenants(String runId) {
        return new HashSet<>(jdbc.query(WAITING_TENANTS, (row, n) -> new TenantId(row.getString(1)), runId));
    }

    /** Whether every tenant of a run is one of another run, too. */
    public boolean isWithin(String runId, String other) {
        Integer count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM run_tenant t WHERE t.run_id = ? AND t.tenant NOT IN"
                        + " (SELECT o.tenant FROM run_tenant o WHERE o.run_id = ?)",
                Integer.class,
                runId,
                other);
        return count != null && count == 0;
    }

    /**
     * How the tenants of each wave stand.
     *
     * @param yieldsTo a run; tenants that wait in it do not count; null for all
     */
    public Map<Integer, WaveTally> tallies(String runId, @Nullable String yieldsTo) {
        Map<Integer, WaveTally> tallies = new TreeMap<>();
        jdbc.query(
                TALLIES,
                (RowCallbackHandler) row -> {
                    String outcome = row.getString(2);
                    boolean written = AuditEvent.Type.WRITE_OUTCOME.name().equals(row.getString(3));
                    if (outcome != null) {
                        OutcomeKind kind = OutcomeKind.valueOf(outcome);
                        int count = row.getInt(4);
                        boolean failed = kind == OutcomeKind.DIVERGED || (written && kind.spendsBudget());
                        // what failed with its changes known was read
                        int observed = kind.isObserved() ? count : kind == OutcomeKind.FAILED ? row.getInt(6) : 0;
                        WaveTally tally = new WaveTally(
                                kind == OutcomeKind.PLANNED ? row.getInt(5) : 0,
                                observed,
                                kind == OutcomeKind.IN_SYNC || kind == OutcomeKind.CONVERGED ? count : 0,
                                failed ? count : 0,
                                kind == OutcomeKind.NOT_ATTEMPTED ? count : 0);
                        tallies.merge(row.getInt(1), tally, WaveTally::plus);
                    }
                },
                runId,
                yieldsTo,
                yieldsTo);
        return tallies;
    }

    /** How many tenants of each wave stand in which outcome; those never taken up are not attempted. */
    public Map<Integer, Map<OutcomeKind, Integer>> outcomes(String runId) {
        Map<Integer, Map<OutcomeKind, Integer>> waves = new TreeMap<>();
        jdbc.query(
                TALLIES,
                (RowCallbackHandler) row -> {
                    String outcome = row.getString(2);
                    OutcomeKind kind = outcome == null ? OutcomeKind.NOT_ATTEMPTED : OutcomeKind.valueOf(outcome);
                    waves.computeIfAbsent(row.getInt(1), wave -> new EnumMap<>(OutcomeKind.class))
                            .merge(kind, row.getInt(4), Integer::sum);
                },
                runId,
                null,
                null);
        return waves;
    }

    /** How many tenants of a run could not be observed, and so spend no failure budget. */
    public int unobserved(String runId) {
        Integer count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM run_result r JOIN audit_event e ON e.seq = r.event_seq WHERE r.run_id = ?"
                        + " AND r.outcome = 'FAILED' AND r.changes = '[]' AND e.event_type = 'TENANT_OBSERVED' AND r.attempt ="
                        + " (SELECT MAX(x.attempt) FROM run_result x WHERE x.run_id = r.run_id AND x.seq = r.seq)",
                Integer.class,
                runId);
        return count == null ? 0 : count;
    }

    /** What happened to a run as a whole, in its order; in the clear, as far as it was not erased. */
    public List<RunMoment> moments(String runId) {
        PersonalLedger.Openings personal = new PersonalLedger(jdbc).ofRun(runId);
        return jdbc.query(
                "SELECT seq, occurred_at, event_type, body FROM audit_event WHERE run_id = ? AND tenant IS NULL"
                        + " ORDER BY seq",
                (row, n) -> {
                    Map<String, Object> body = Json.object(row.getBytes(4));
                    personal.reveal(row.getLong(1), body);
                    return new RunMoment(row.getTimestamp(2).toInstant(), row.getString(3), body);
                },
                runId);
    }

    private static WaveRecord wave(ResultSet row, int n) throws SQLException {
        return new WaveRecord(
                row.getInt("wave"),
                row.getString("name"),
                row.getInt("tenants"),
                new Gate(Duration.ofSeconds(row.getLong("soak_seconds")), row.getBoolean("approval_required")),
                new Passage(
                        WaveState.valueOf(row.getString("state")),
                        instant(row, "began_at"),
                        instant(row, "saved_at"),
                        instant(row, "soak_until"),
                        instant(row, "ended_at"),
                        row.getString("note"),
                        approval(row)));
    }

    private static @Nullable Approval approval(ResultSet row) throws SQLException {
        Instant at = instant(row, "approved_at");
        return at == null
                ? null
                : new Approval(
                        row.getString("approved_by"),
                        row.getString("approval_reason"),
                        Evidence.valueOf(row.getString("approval_evidence")),
                        row.getString("approval_signer"),
                        at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }

    private static @Nullable String shortened(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
