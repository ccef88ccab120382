package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger says that events of the trail say too, in the words of the events. */
public final class LedgerRows {

    private static final int PAGE = 5_000;

    private final JdbcTemplate jdbc;

    public LedgerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A result.
     *
     * @param facts what its event's body has under the same names; a value that can't be read any more is one that no
     *     body has
     */
    public record Row(long eventSeq, String runId, String tenant, Map<String, @Nullable Object> facts) {}

    /** A page of results whose event has at least that number, by the event's number; empty at the end. */
    public List<Row> page(long from) {
        return jdbc.query(
                "SELECT r.event_seq, r.run_id, t.tenant, r.outcome, r.requests, r.changes, r.unverifiable, r.message"
                        + " FROM run_result r LEFT JOIN run_tenant t ON t.run_id = r.run_id AND t.seq = r.seq"
                        + " WHERE r.event_seq >= ? ORDER BY r.event_seq LIMIT ?",
                (row, n) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        String.valueOf(row.getString(3)),
                        facts(row.getString(4), row.getInt(5), row.getString(6), row.getString(7), row.getString(8))),
                from,
                PAGE);
    }

    private static Map<String, @Nullable Object> facts(
            String outcome, int attempts, String changes, String unverifiable, @Nullable String message) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("outcome", outcome);
        facts.put("attempts", attempts);
        facts.put("message", message);
        try {
            List<FieldChange> read = Json.changes(changes);
            facts.put("changes", EventBodies.changes(read));
            facts.put("unverifiable", Json.texts(unverifiable));
        } catch (tools.jackson.core.JacksonException e) {
            facts.put("changes", "unreadable");
        }
        return facts;
    }

    /** The runs that are not ended. */
    public Set<String> underWay() {
        return new HashSet<>(
                jdbc.queryForList("SELECT run_id FROM run WHERE status = ?", String.class, RunStatus.RUNNING.name()));
    }

    /**
     * A run, in whatever state its row is.
     *
     * @param commit null where it was read from none
     */
    public record RunRow(
            String command,
            String environment,
            String status,
            @Nullable String commit) {}

    public Optional<RunRow> run(String runId) {
        return jdbc
                .query(
                        "SELECT command, environment, status, config_commit FROM run WHERE run_id = ?",
                        (row, n) -> new RunRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        runId)
                .stream()
                .findFirst();
    }
}
