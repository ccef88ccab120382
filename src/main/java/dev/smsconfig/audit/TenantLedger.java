package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What became of each tenant of a run. Results are only added; the latest one of a tenant counts. */
public final class TenantLedger {

    private static final int ROWS_AT_ONCE = 500;
    private static final String ENTRIES =
            "SELECT t.seq, t.tenant, t.wave, t.wave_name, t.origin, t.desired_hash, t.config_commit,"
                    + " r.attempt, r.outcome, r.requests,"
                    + " r.changes, r.unverifiable, r.message, a.fields, b.changes AS bound"
                    + " FROM run_tenant t JOIN run u ON u.run_id = t.run_id"
                    + " LEFT JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq AND r.attempt ="
                    + " (SELECT MAX(x.attempt) FROM run_result x WHERE x.run_id = t.run_id AND x.seq = t.seq)"
                    + " LEFT JOIN last_applied a ON a.environment = u.environment AND a.tenant = t.tenant"
                    + " LEFT JOIN run_binding b ON b.run_id = t.run_id AND b.tenant = t.tenant"
                    + " WHERE t.run_id = ? AND t.seq BETWEEN ? AND ? AND ";
    private static final String AS_SAVED = " ORDER BY t.seq";
    /** The order of saves inside a wave looks like chance; people and diffs want names in theirs. */
    private static final String AS_READ = " ORDER BY t.wave, t.tenant";

    private static final String NOTABLE =
            "(r.outcome IS NULL OR r.outcome <> 'IN_SYNC' OR r.unverifiable <> '[]' OR r.accepted > 0)";
    private static final String LATEST = " FROM run_tenant t LEFT JOIN run_result r ON r.run_id = t.run_id"
            + " AND r.seq = t.seq AND r.attempt = (SELECT MAX(x.attempt) FROM run_result x WHERE x.run_id = t.run_id"
            + " AND x.seq = t.seq) WHERE t.run_id = ?";

    private final JdbcTemplate jdbc;

    public TenantLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a run's inventory: every tenant once, numbered from 0. */
    public void inventory(String runId, List<InventoryTenant> tenants) {
        jdbc.batchUpdate(
                "INSERT INTO run_tenant (run_id, seq, tenant, wave, wave_name, origin, desired_hash,"
                        + " config_commit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                tenants,
                ROWS_AT_ONCE,
                (insert, tenant) -> {
                    insert.setString(1, runId);
                    insert.setInt(2, tenant.seq());
                    insert.setString(3, tenant.tenant().value());
                    insert.setInt(4, tenant.wave());
                    insert.setString(5, tenant.waveName());
                    insert.setString(6, tenant.origin());
                    insert.setString(7, tenant.desiredHash());
                    insert.setString(8, tenant.commit());
                });
    }

    /** Binds tenants of a run, that are not bound yet, to changes that somebody agreed to. */
    public void bind(String runId, Map<TenantId, List<FieldChange>> changes) {
        jdbc.batchUpdate(
                "INSERT INTO run_binding (run_id, tenant, changes) VALUES (?, ?, ?)",
                changes.entrySet(),
                ROWS_AT_ONCE,
                (insert, bound) -> {
                    insert.setString(1, runId);
                    insert.setString(2, bound.getKey().value());
                    insert.setString(3, Json.text(bound.getValue()));
                });
    }

    /** What was planned for tenants of a wave when they were first observed, of those that are not bound yet. */
    public Map<TenantId, List<FieldChange>> firstPlans(String runId, int wave) {
        Map<TenantId, List<FieldChange>> plans = new LinkedHashMap<>();
        jdbc.query(
                "SELECT t.tenant, r.changes FROM run_tenant t JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq"
                        + " AND r.attempt = (SELECT MIN(x.attempt) FROM run_result x WHERE x.run_id = t.run_id"
                        + " AND x.seq = t.seq AND x.outcome = 'PLANNED')"
                        + " LEFT JOIN run_binding b ON b.run_id = t.run_id AND b.tenant = t.tenant"
                        + " WHERE t.run_id = ? AND t.wave = ? AND b.tenant IS NULL",
                (RowCallbackHandler) row -> plans.put(new TenantId(row.getString(1)), Json.changes(row.getString(2))),
                runId,
                wave);
        return plans;
    }

    /** How many tenants the run's inventory has. */
    public int size(String runId) {
        Integer size = jdbc.queryForObject("SELECT COUNT(*) FROM run_tenant WHERE run_id = ?", Integer.class, runId);
        return size == null ? 0 : size;
    }

    /** The first and last number of each wave that has tenants, by the wave's index. */
    public Map<Integer, SeqRange> waves(String runId) {
        Map<Integer, SeqRange> waves = new LinkedHashMap<>();
        jdbc.query(
                "SELECT wave, MIN(seq), MAX(seq) FROM run_tenant WHERE run_id = ? GROUP BY wave ORDER BY wave",
                (RowCallbackHandler) row -> waves.put(row.getInt(1), new SeqRange(row.getInt(2), row.getInt(3))),
                runId);
        return waves;
    }

    /** Every tenant of a run with its latest result, wave by wave and by name inside each. */
    public void forEach(String runId, Consumer<LedgerEntry> consumer) {
        query(runId, SeqRange.ALL, Standing.ANY.condition(), AS_READ, consumer);
    }

    /** The tenants about which there is something to say: all but those in sync with nothing hidden. */
    public void forEachNotable(String runId, Consumer<LedgerEntry> consumer) {
        query(runId, SeqRange.ALL, NOTABLE, AS_READ, consumer);
    }

    /** The tenants of a range that stand so, in the order of their numbers. */
    public List<LedgerEntry> entries(String runId, SeqRange range, Standing standing) {
        List<LedgerEntry> entries = new ArrayList<>();
        query(runId, range, standing.condition(), AS_SAVED, entries::add);
        return entries;
    }

    private void query(String runId, SeqRange range, String condition, String order, Consumer<LedgerEntry> consumer) {
        jdbc.query(
                ENTRIES + condition + order,
                (RowCallbackHandler) row -> consumer.accept(entry(row)),
                runId,
                range.first(),
                range.last());
    }

    /** How many tenants ended, or stand, in which outcome; those never taken up count as not attempted. */
    public Map<OutcomeKind, Integer> summary(String runId) {
        Map<OutcomeKind, Integer> summary = new EnumMap<>(OutcomeKind.class);
        jdbc.query(
                "SELECT r.outcome, COUNT(*)" + LATEST + " GROUP BY r.outcome",
                (RowCallbackHandler) row -> {
                    String outcome = row.getString(1);
                    OutcomeKind kind = outcome == null ? OutcomeKind.NOT_ATTEMPTED : OutcomeKind.valueOf(outcome);
                    summary.merge(kind, row.getInt(2), Integer::sum);
                },
                runId);
        return summary;
    }

    /** How many tenants of a run differed, by what was done about it. */
    public Differences differences(String runId) {
        Differences differences = jdbc.queryForObject(
                "SELECT COUNT(CASE WHEN r.drifted > 0 THEN 1 END), COUNT(CASE WHEN r.reported > 0 THEN 1 END),"
                        + " COUNT(CASE WHEN r.accepted > 0 THEN 1 END)" + LATEST,
                (row, n) -> new Differences(row.getInt(1), row.getInt(2), row.getInt(3)),
                runId);
        return differences == null ? Differences.NONE : differences;
    }

    /** Tenants of a run whose latest event is an announced save: what came of it was never recorded. */
    public List<TenantId> standingIntents(String runId) {
        return jdbc.query(
                "SELECT DISTINCT e.tenant FROM audit_event e JOIN run_tenant t ON t.run_id = e.run_id"
                        + " AND t.tenant = e.tenant WHERE e.run_id = ? AND e.event_type = 'WRITE_INTENT' AND e.seq >"
                        + " (SELECT COALESCE(MAX(r.event_seq), -1) FROM run_result r"
                        + " WHERE r.run_id = t.run_id AND r.seq = t.seq) ORDER BY e.tenant",
                (row, n) -> new TenantId(row.getString(1)),
                runId);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(row.getString("tenant"));
        String kind = row.getString("outcome");
        String fields = row.getString("fields");
        String bound = row.getString("bound");
        Outcome outcome = kind == null
                ? null
                : new Outcome(
                        tenant,
                        OutcomeKind.valueOf(kind),
                        Json.changes(row.getString("changes")),
                        Json.texts(row.getString("unverifiable")),
                        row.getInt("requests"),
                        row.getString("message"),
                        null);
        return new LedgerEntry(
                new InventoryTenant(
                        row.getInt("seq"),
                        tenant,
                        row.getInt("wave"),
                        row.getString("wave_name"),
                        row.getString("origin"),
                        row.getString("desired_hash"),
                        row.getString("config_commit")),
                row.getInt("attempt"),
                outcome,
                fields == null ? null : new LastApplied(Json.fields(fields)),
                bound == null ? null : Json.changes(bound));
    }
}
