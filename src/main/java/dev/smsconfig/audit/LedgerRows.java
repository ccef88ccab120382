package dev.smsconfig.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/** What the ledger says that events of the trail say too, in the words of the events. */
public final class LedgerRows {

    private static final int PAGE = 1_000;
    private static final String COLUMNS = "event_seq, run_id, seq, outcome, requests, changes, unverifiable, message";
    private static final int PLACE = 9;
    private static final byte[] NO_CHANGES = {'[', ']'};

    private final JdbcTemplate jdbc;
    private final boolean placesKnown;
    private final RunInventories inventories;
    private final RepeatedText runs = new RepeatedText();
    private final RepeatedText outcomes = new RepeatedText();
    private final RepeatedText changes = new RepeatedText();
    private final RepeatedText unverifiable = new RepeatedText();

    public LedgerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.placesKnown = RowPlace.isKnown(jdbc);
        this.inventories = new RunInventories(jdbc, placesKnown);
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
                "SELECT " + COLUMNS + " FROM run_result WHERE event_seq >= ? ORDER BY event_seq LIMIT ?",
                (row, n) -> row(row),
                from,
                PAGE);
    }

    /**
     * Pages of all results whose event has at least that number, each result once, in the order of the table; empty at the
     * end. Null where the database does not tell where they lie.
     */
    public @Nullable Supplier<List<Row>> inTableOrder(long from) {
        return placesKnown ? new TableOrder(from) : null;
    }

    private final class TableOrder implements Supplier<List<Row>> {

        private final long from;
        private final RowPlace next = new RowPlace();

        TableOrder(long from) {
            this.from = from;
        }

        @Override
        public List<Row> get() {
            List<Row> page;
            List<Row> wanted;
            do {
                page = read();
                wanted = page.stream().filter(row -> row.eventSeq() >= from).toList();
            } while (wanted.isEmpty() && !page.isEmpty());
            return wanted;
        }

        private List<Row> read() {
            return jdbc.query(
                    "SELECT " + COLUMNS + ", _ROWID_ FROM run_result WHERE _ROWID_ >= ? ORDER BY _ROWID_ LIMIT ?",
                    (row, n) -> {
                        next.after(row.getLong(PLACE));
                        return row(row);
                    },
                    next.value(),
                    PAGE);
        }
    }

    private Row row(ResultSet row) throws SQLException {
        String run = runs.of(row.getString(2));
        return new Row(
                row.getLong(1),
                run,
                inventories.tenant(run, row.getInt(3)),
                outcomes.of(row.getString(4)),
                row.getInt(5),
                changes.of(row.getString(6)),
                unverifiable.of(row.getString(7)),
                row.getString(8));
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
