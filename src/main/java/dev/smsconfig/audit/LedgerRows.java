package dev.smsconfig.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import tools.jackson.core.JacksonException;

/** What the ledger says that events of the trail say too, in the words of the events. */
public final class LedgerRows {

    private static final int PAGE = 1_000;
    private static final int RUNS = 4;
    private static final byte[] NO_CHANGES = {'[', ']'};

    private final JdbcTemplate jdbc;

    /** Of the runs that were met last: two may go on at the same time. */
    private final Map<String, List<String>> inventories = new LinkedHashMap<>(RUNS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
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
            } catch (JacksonException | NullPointerException e) {
                // what is JSON may still lack a cause, or be null
                facts.put("changes", "unreadable");
            }
            return facts;
        }

        /** The changes as the body of an event has them, to the byte; null where that can't be told from their text. */
        public byte @Nullable [] changesInEvents() {
            if (changes.equals("[]")) {
                return NO_CHANGES;
            }
            return WrittenChanges.canonical(changes);
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
        List<String> tenants = inventories.computeIfAbsent(run, this::inventory);
        if (seq >= 0 && seq < tenants.size()) {
            return tenants.get(seq);
        }
        // it may be there since
        return jdbc
                .queryForList("SELECT tenant FROM run_tenant WHERE run_id = ? AND seq = ?", String.class, run, seq)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The tenants of a run by their place. Results come run by run: one look-up for all is quicker than one for each. A run
     * that is as it was written has no gaps; where there is one, what comes after it is looked up when it is asked for.
     */
    private List<String> inventory(String run) {
        List<String> tenants = new ArrayList<>();
        int before;
        // by pages: an embedded database keeps a long answer in a file
        do {
            before = tenants.size();
            jdbc.query(
                    "SELECT seq, tenant FROM run_tenant WHERE run_id = ? AND seq >= ? AND seq < ? ORDER BY seq",
                    (RowCallbackHandler) row -> {
                        if (row.getInt(1) == tenants.size()) {
                            tenants.add(row.getString(2));
                        }
                    },
                    run,
                    before,
                    before + PAGE);
        } while (tenants.size() == before + PAGE);
        return tenants;
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
