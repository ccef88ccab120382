package dev.smsconfig.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The clear values of what is personal in the trail, as far as they were not erased. */
public final class PersonalLedger {

    private final JdbcTemplate jdbc;

    public PersonalLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what was taken out of an event; in the transaction that appends it. */
    void insert(Map<Long, List<Commitments.Taken>> taken) {
        List<Object[]> rows = new ArrayList<>();
        taken.forEach((seq, values) -> values.forEach(value -> rows.add(new Object[] {
            seq, value.path(), value.opening().salt(), value.opening().value()
        })));
        if (!rows.isEmpty()) {
            jdbc.batchUpdate("INSERT INTO audit_personal (seq, path, salt, clear_value) VALUES (?, ?, ?, ?)", rows);
        }
    }

    /** What opens the commitments of events, by the events' numbers and by the paths in them. */
    public record Openings(Map<Long, Map<String, Opening>> bySeq) {

        public Openings {
            bySeq = Collections.unmodifiableMap(new HashMap<>(bySeq));
        }

        /** What opens the commitments of one event, by path; those that were erased are missing. */
        public Map<String, Opening> of(long seq) {
            return bySeq.getOrDefault(seq, Map.of());
        }

        /** Puts the clear values into a body that was parsed, and {@link Personal#ERASED} where there is none. */
        public void reveal(long seq, Map<String, Object> body) {
            Map<String, Opening> opened = of(seq);
            for (String path : Revealed.paths(body).keySet()) {
                Opening opening = opened.get(path);
                Revealed.replace(body, path, text -> opening == null ? Personal.ERASED : opening.value());
            }
        }
    }

    public Openings ofRun(String runId) {
        return openings(
                "SELECT p.seq, p.path, p.salt, p.clear_value FROM audit_personal p JOIN audit_event e ON e.seq = p.seq"
                        + " WHERE e.run_id = ? ORDER BY p.seq, p.path",
                runId);
    }

    /** Of events {@code first} to {@code last}, both included. */
    public Openings between(long first, long last) {
        return openings(
                "SELECT seq, path, salt, clear_value FROM audit_personal WHERE seq BETWEEN ? AND ? ORDER BY seq, path",
                first,
                last);
    }

    private Openings openings(String select, Object... arguments) {
        Map<Long, Map<String, Opening>> openings = new HashMap<>();
        jdbc.query(
                select,
                (RowCallbackHandler) row -> openings.computeIfAbsent(row.getLong(1), seq -> new TreeMap<>())
                        .put(row.getString(2), new Opening(row.getBytes(3), row.getString(4))),
                arguments);
        return new Openings(openings);
    }

    /** Forgets the clear values of events before {@code seq}, for whoever removes these events. */
    public int forgetBefore(long seq) {
        return jdbc.update("DELETE FROM audit_personal WHERE seq < ?", seq);
    }

    /**
     * Compares every clear value with its commitment. Whether the events are what was written is not looked at here.
     *
     * @param from the first event that there is: those before were pruned
     */
    public PersonalCheck.Result check(long from) {
        PersonalCheck check = new PersonalCheck();
        jdbc.query(
                // what tells of a tenant holds nothing personal
                "SELECT seq, event_type, body FROM audit_event WHERE tenant IS NULL AND seq >= ? ORDER BY seq",
                (RowCallbackHandler) row -> check.see(row.getLong(1), row.getString(2), row.getBytes(3)),
                from);
        return check.against(between(from, Long.MAX_VALUE), Long.MAX_VALUE);
    }
}
