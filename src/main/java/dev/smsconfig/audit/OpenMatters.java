package dev.smsconfig.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What stood open in an environment at a moment. */
public final class OpenMatters {

    private static final String SETTLED = "('IN_SYNC', 'CONVERGED')";
    private static final String UNSETTLED =
            "('FAILED', 'UNKNOWN', 'DIVERGED', 'REJECTED', 'STALE', 'UNSUPPORTED', 'NOT_ATTEMPTED')";

    private final JdbcTemplate jdbc;

    public OpenMatters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The results of tenants since each was last known to be as git wants it, before a moment: what was open then. Each
     * looks like the event that tells of it.
     */
    public List<TrailEvent> open(String environment, Instant before) {
        List<TrailEvent> open = new ArrayList<>();
        Timestamp limit = Timestamp.from(before);
        jdbc.query(
                "SELECT r.event_seq, r.run_id, t.tenant, r.recorded_at, r.outcome, r.changes, r.message FROM run_result r"
                        + " JOIN run_tenant t ON t.run_id = r.run_id AND t.seq = r.seq JOIN run u ON u.run_id = r.run_id"
                        + " LEFT JOIN (SELECT t2.tenant AS tenant, MAX(r2.event_seq) AS settled FROM run_result r2"
                        + " JOIN run_tenant t2 ON t2.run_id = r2.run_id AND t2.seq = r2.seq"
                        + " JOIN run u2 ON u2.run_id = r2.run_id WHERE u2.environment = ? AND r2.recorded_at < ?"
                        + " AND r2.outcome IN " + SETTLED + " GROUP BY t2.tenant) g ON g.tenant = t.tenant"
                        + " WHERE u.environment = ? AND r.recorded_at < ? AND (r.outcome IN " + UNSETTLED
                        + " OR r.drifted > 0) AND r.event_seq > COALESCE(g.settled, -1) ORDER BY r.event_seq",
                (RowCallbackHandler) row -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("outcome", row.getString(5));
                    body.put("changes", Json.objects(row.getString(6)));
                    String message = row.getString(7);
                    if (message != null) {
                        body.put("message", message);
                    }
                    open.add(new TrailEvent(
                            row.getLong(1),
                            row.getString(2),
                            AuditEvent.Type.TENANT_OBSERVED.name(),
                            row.getString(3),
                            row.getTimestamp(4).toInstant(),
                            body));
                },
                environment,
                limit,
                environment,
                limit);
        return open;
    }

    /**
     * How runs ended before a moment, in the order of the trail.
     *
     * @param consumer gets each event, and whether the run was an apply of the whole fleet
     */
    public void endings(String environment, Instant before, BiConsumer<TrailEvent, Boolean> consumer) {
        jdbc.query(
                "SELECT e.seq, e.run_id, e.event_type, e.occurred_at, e.body, u.command, u.selection FROM audit_event e"
                        + " JOIN run u ON u.run_id = e.run_id WHERE u.environment = ? AND e.tenant IS NULL"
                        + " AND e.event_type IN ('RUN_SEALED', 'RUN_INTERRUPTED', 'RUN_SUPERSEDED')"
                        + " AND e.occurred_at < ? ORDER BY e.seq",
                (RowCallbackHandler) row -> consumer.accept(
                        new TrailEvent(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                null,
                                row.getTimestamp(4).toInstant(),
                                TrailReading.body(row.getBytes(5))),
                        row.getString(6).equals(Run.APPLY) && row.getString(7) == null),
                environment,
                Timestamp.from(before));
    }
}
