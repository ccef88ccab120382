package dev.smsconfig.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What the ledger says that events of the trail say too, in the words of the events. */
public final class LedgerRows {

    private static final int PAGE = 1_000;
    private static final int RUNS = 4;

    private final JdbcTemplate jdbc;

    /** Of the runs that were met last: two may go on at the same time. */
    private final Map<String, Map<Integer, String>> inventories = new LinkedHashMap<>(RUNS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, String>> eldest) {
            return size() > RUNS;
        }
    };

    public LedgerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A result, as its row has it.
     *
     * @param tenant null where the run's inventory does not have it any more
     * @param changes JSON, as all that can be read of a row
     * @param unverifiable JSON
     */
    // 8 parameters: the columns of the table
    public record Row(
            long eventSeq,
            String runId,
            @Nullable String tenant,
            String outcome,
            int attempts,
            String changes,
            String unverifiable,
            @Nullable String message) {

        /**
         * What the body of its event has under the same names. A value that can't be read any more is one that no body
         * has.
         */
        public Map<String, @Nullable Object> facts() {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("outcome", outcome);
            facts.put("attempts", attempts);
            facts.put("message", message);
            try {
                facts.put("changes", EventBodies.changes(Json.changes(changes)));
                facts.put("unverifiable", Json.texts(unverifiable));
            } catch (tools.jackson.core.JacksonException e) {
                facts.put("changes", "unreadable");
            }
            return facts;
        }
    }

    /** A page of results whose event has at least that number, by the event's number; empty at the end. */
    public List<Row> page(long from) {
        return jdbc.query(
                "SELECT event_seq, run_id, seq, outcome, requests, changes, unverifiable, message FROM run_result"
                        + " WHERE event_seq >= ? ORDER BY event_seq LIMIT ?",
                (row, n) -> {
                    String run = row.getString(2);
                    return new Row(
                            row.getLong(1),
                            run,
                            tenant(run, row.getInt(3)),
                            row.getString(4),
                            row.getInt(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8));
                },
                from,
                PAGE);
    }

    private @Nullable String tenant(String run, int seq) {
        String tenant = inventory(run).get(seq);
        if (tenant != null) {
            return tenant;
        }
        // it may be there since
        return jdbc
                .queryForList("SELECT tenant FROM run_tenant WHERE run_id = ? AND seq = ?", String.class, run, seq)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The tenants of a run by their place. Results come run by run: one look-up for all is quicker than one for each. */
    private Map<Integer, String> inventory(String run) {
        return inventories.computeIfAbsent(run, id -> {
            Map<Integer, String> tenants = new HashMap<>();
            jdbc.query(
                    "SELECT seq, tenant FROM run_tenant WHERE run_id = ?",
                    (RowCallbackHandler) row -> tenants.put(row.getInt(1), row.getString(2)),
                    id);
            return tenants;
        });
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
