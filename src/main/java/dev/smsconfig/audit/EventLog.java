package dev.smsconfig.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds events in the trail. Judges nothing. */
public final class EventLog {

    private static final String COLUMNS = "seq, run_id, event_type, tenant, occurred_at, body, prev_hash, entry_hash";

    private final JdbcTemplate jdbc;

    public EventLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Events without gaps.
     *
     * @param first the number of the first
     * @param end the number after the last
     */
    public record Span(long first, long end) {}

    /**
     * The smallest span that has every event of a period, empty where there is none.
     *
     * @param from the first moment of it
     * @param to the first moment after it
     */
    public Optional<Span> span(Instant from, Instant to) {
        return jdbc
                .query(
                        "SELECT MIN(seq), MAX(seq) FROM audit_event WHERE occurred_at >= ? AND occurred_at < ?"
                                + " HAVING COUNT(*) > 0",
                        (row, n) -> new Span(row.getLong(1), row.getLong(2) + 1),
                        Timestamp.from(from),
                        Timestamp.from(to))
                .stream()
                .findFirst();
    }

    /** What is recorded of one tenant in one run, in its order. */
    public List<StoredEvent> ofTenant(String runId, String tenant) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM audit_event WHERE run_id = ? AND tenant = ? ORDER BY seq",
                EventLog::event,
                runId,
                tenant);
    }

    /** What is recorded of a run as a whole, in its order. */
    public List<StoredEvent> ofRun(String runId) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM audit_event WHERE run_id = ? AND tenant IS NULL ORDER BY seq",
                EventLog::event,
                runId);
    }

    /** What is recorded of one type in a period, in its order. */
    public List<StoredEvent> ofType(AuditEvent.Type type, Instant from, Instant to) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM audit_event WHERE event_type = ? AND occurred_at >= ? AND occurred_at < ?"
                        + " ORDER BY seq",
                EventLog::event,
                type.name(),
                Timestamp.from(from),
                Timestamp.from(to));
    }

    private static StoredEvent event(ResultSet row, int n) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getBytes(6),
                row.getBytes(7),
                row.getBytes(8));
    }
}
