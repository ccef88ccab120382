package dev.smsconfig.audit;

import dev.smsconfig.plan.Cause;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What the tables know of a period beside the trail. Whatever they say is as it was when the period ended, as far as
 * they tell: a run that goes on later does not change what is said of the period before.
 */
public final class PeriodLedger {

    private final JdbcTemplate jdbc;

    public PeriodLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One tenant of a run that was to be saved.
     *
     * @param commit the last one that changed a file its configuration comes from, or null
     * @param plannedAt when the change was found to be due, or null
     */
    public record SavedTenant(
            String tenant,
            String wave,
            @Nullable String commit,
            @Nullable Instant plannedAt) {}

    /**
     * How the tenants of a run stood whose configuration a commit changed last.
     *
     * @param tenants how many there are
     * @param due how many of them differed because of what git says, and not because of what somebody did on the server
     */
    public record CommitUse(int tenants, int due) {}

    /** The numbers of the events of a period, or of all where the bounds are not there. */
    public record Bounds(@Nullable Long first, @Nullable Long last, long count) {}

    /** The events with a time in the period: those of a clock that was put back lie among others. */
    public Bounds events(Period period) {
        return bounds(
                " WHERE occurred_at >= ? AND occurred_at < ?",
                Timestamp.from(period.from()),
                Timestamp.from(period.to()));
    }

    /** All events that are still there. */
    public Bounds allEvents() {
        return bounds("");
    }

    /** When the oldest event was written that is still there; null where there is none. */
    public @Nullable Instant oldestAt() {
        return jdbc
                .query(
                        "SELECT occurred_at FROM audit_event ORDER BY seq LIMIT 1",
                        (row, n) -> row.getTimestamp(1).toInstant())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The events of a run. */
    public Bounds eventsOf(String runId) {
        return bounds(" WHERE run_id = ?", runId);
    }

    private Bounds bounds(String where, Object... arguments) {
        return jdbc.query(
                        "SELECT MIN(seq), MAX(seq), COUNT(*) FROM audit_event" + where,
                        (row, n) -> new Bounds(row.getObject(1, Long.class), row.getObject(2, Long.class), row.getLong(3)),
                        arguments)
                .get(0);
    }

    /** The ids of all runs that the trail saw begin before a moment, in that order. */
    public List<String> begun(Instant before) {
        return jdbc.query(
                "SELECT run_id, MIN(seq) AS began FROM audit_event WHERE event_type = 'RUN_STARTED'"
                        + " AND occurred_at < ? GROUP BY run_id ORDER BY began",
                (row, n) -> row.getString(1),
                Timestamp.from(before));
    }

    /** Of these runs those that the ledger does not know. */
    public List<String> unknown(List<String> runIds) {
        Set<String> known = new HashSet<>(jdbc.queryForList("SELECT run_id FROM run", String.class));
        return runIds.stream().filter(id -> !known.contains(id)).toList();
    }

    /** How many runs of each environment began in the period. */
    public Map<String, Integer> environments(Period period) {
        Map<String, Integer> counts = new TreeMap<>();
        jdbc.query(
                "SELECT environment, COUNT(*) FROM run WHERE started_at >= ? AND started_at < ? GROUP BY environment",
                (RowCallbackHandler) row -> counts.put(row.getString(1), row.getInt(2)),
                Timestamp.from(period.from()),
                Timestamp.from(period.to()));
        return counts;
    }

    /** The tenants of a run for which a save was announced, by name. */
    public Map<String, SavedTenant> saved(String runId) {
        Map<String, SavedTenant> tenants = new HashMap<>();
        jdbc.query(
                "SELECT t.tenant, t.wave_name, t.config_commit, MIN(r.recorded_at) FROM run_tenant t"
                        + " LEFT JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq AND r.outcome = 'PLANNED'"
                        + " WHERE t.run_id = ? AND t.tenant IN (SELECT e.tenant FROM audit_event e WHERE e.run_id = ?"
                        + " AND e.event_type = 'WRITE_INTENT') GROUP BY t.tenant, t.wave_name, t.config_commit",
                (RowCallbackHandler) row -> {
                    Timestamp planned = row.getTimestamp(4);
                    tenants.put(
                            row.getString(1),
                            new SavedTenant(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    planned == null ? null : planned.toInstant()));
                },
                runId,
                runId);
        return tenants;
    }

    /** What the commits behind the tenants of a run came to, by commit. */
    public Map<String, CommitUse> commits(String runId, Instant before) {
        Map<String, Integer> tenants = new LinkedHashMap<>();
        jdbc.query(
                "SELECT config_commit, COUNT(*) FROM run_tenant WHERE run_id = ? AND config_commit IS NOT NULL"
                        + " GROUP BY config_commit ORDER BY config_commit",
                (RowCallbackHandler) row -> tenants.put(row.getString(1), row.getInt(2)),
                runId);
        Map<String, Set<String>> due = new HashMap<>();
        jdbc.query(
                "SELECT t.config_commit, t.tenant, r.changes FROM run_tenant t JOIN run_result r ON r.run_id = t.run_id"
                        + " AND r.seq = t.seq WHERE t.run_id = ? AND t.config_commit IS NOT NULL AND r.changes <> '[]'"
                        + " AND r.recorded_at < ?",
                (RowCallbackHandler) row -> {
                    if (Json.changes(row.getString(3)).stream().anyMatch(change -> change.cause() != Cause.DRIFT)) {
                        due.computeIfAbsent(row.getString(1), commit -> new HashSet<>())
                                .add(row.getString(2));
                    }
                },
                runId,
                Timestamp.from(before));
        Map<String, CommitUse> uses = new LinkedHashMap<>();
        tenants.forEach((commit, count) ->
                uses.put(commit, new CommitUse(count, due.getOrDefault(commit, Set.of()).size())));
        return uses;
    }

    /** How many tenants a run's inventory has, and how many of them were read, whatever came of it. */
    public Reach reach(String runId, Instant before) {
        return jdbc.query(
                        "SELECT (SELECT COUNT(*) FROM run_tenant WHERE run_id = ?), (SELECT COUNT(DISTINCT seq) FROM"
                                + " run_result WHERE run_id = ? AND recorded_at < ? AND (outcome IN ('IN_SYNC',"
                                + " 'PLANNED', 'CONVERGED', 'DIVERGED', 'REJECTED', 'UNSUPPORTED')"
                                + " OR changes <> '[]'))",
                        (row, n) -> new Reach(row.getInt(1), row.getInt(2)),
                        runId,
                        runId,
                        Timestamp.from(before))
                .get(0);
    }

    /** @param read how many of the tenants could be observed */
    public record Reach(int tenants, int read) {}
}
