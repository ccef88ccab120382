package dev.smsconfig.audit;

import dev.smsconfig.audit.Personal.Kind;
import dev.smsconfig.state.Provenance;
import java.util.ArrayList;
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
import tools.jackson.core.JacksonException;

/**
 * Erases a person from the tables: the clear values beside the trail with their salts, after which nobody can tell any
 * more what the commitments were to, and what other tables hold for reports. Events stay as they are.
 */
public final class PersonErasure {

    /** The member of the event that lists the commitments whose values were erased. */
    static final String COMMITMENTS = "commitments";

    /** Events have at most 1 MiB in one column of H2. */
    private static final int COMMITMENTS_AN_EVENT = 5000;

    private final JdbcTemplate jdbc;
    private final AuditTrail trail;

    public PersonErasure(JdbcTemplate jdbc, AuditTrail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /**
     * What was erased, or would be.
     *
     * @param values clear values beside the trail
     * @param elsewhere how many values of each column of other tables, by {@code table.column}
     */
    public record Erased(int values, Map<String, Integer> elsewhere) {

        public Erased {
            elsewhere = java.util.Collections.unmodifiableMap(new TreeMap<>(elsewhere));
        }

        public boolean isNothing() {
            return values == 0 && elsewhere.isEmpty();
        }
    }

    /**
     * Why it is done, and by whom.
     *
     * @param reason does not name the person
     * @param by the account, or null where that is the person
     */
    public record Order(
            String runId, String reason, @Nullable String by) {}

    /** A column of another table that holds something personal as it is. */
    private record Column(String table, String name, Kind kind) {

        String text() {
            return table + "." + name;
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("run", "plan_signer", Kind.NAME),
            new Column("run_guard", "override_reason", Kind.TEXT),
            new Column("run_guard", "override_by", Kind.TEXT),
            new Column("run_wave", "approved_by", Kind.NAME),
            new Column("run_wave", "approval_reason", Kind.TEXT),
            new Column("run_wave", "approval_signer", Kind.NAME),
            // ends with the account that a process has
            new Column("lease", "process_space", Kind.TEXT));

    private static final List<String> PROVENANCES = List.of("run", "run_commit");

    /** What would be erased. */
    public Erased find(PersonName person) {
        return work(person, values(person), false);
    }

    /**
     * Erases, in the caller's transaction, and says so in the trail where there was something.
     *
     * @return what was erased; nothing the second time
     */
    public Erased erase(PersonName person, Order order) {
        trail.lock();
        List<Value> values = values(person);
        Set<String> commitments = new HashSet<>();
        values.forEach(value -> commitments.add(value.opening.commitment()));
        Erased erased = work(person, values, true);
        if (!erased.isNothing()) {
            trail.append(events(order, erased, commitments.stream().sorted().toList()));
        }
        return erased;
    }

    private static List<AuditEvent> events(Order order, Erased erased, List<String> commitments) {
        List<AuditEvent> events = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(from + COMMITMENTS_AN_EVENT, commitments.size());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("values", erased.values);
            body.put("elsewhere", erased.elsewhere);
            body.put("reason", Personal.text(order.reason));
            if (order.by != null) {
                body.put("by", Personal.name(order.by));
            }
            body.put(COMMITMENTS, commitments.subList(from, to));
            events.add(new AuditEvent(AuditEvent.Type.PERSONAL_ERASED, order.runId, null, body));
            from = to;
        } while (from < commitments.size());
        return events;
    }

    private record Value(long seq, String path, Opening opening) {}

    private Erased work(PersonName person, List<Value> values, boolean erase) {
        if (erase) {
            jdbc.batchUpdate(
                    "DELETE FROM audit_personal WHERE seq = ? AND path = ?",
                    values.stream()
                            .map(value -> new Object[] {value.seq, value.path})
                            .toList());
        }
        Map<String, Integer> elsewhere = new HashMap<>();
        for (Column column : COLUMNS) {
            count(elsewhere, column.text(), column(person, column, erase));
        }
        for (String table : PROVENANCES) {
            count(elsewhere, table + ".provenance", provenances(person, table, erase));
        }
        return new Erased(values.size(), elsewhere);
    }

    private static void count(Map<String, Integer> elsewhere, String name, int count) {
        if (count > 0) {
            elsewhere.put(name, count);
        }
    }

    /** Those about the person, and what stands beside them about the same one. */
    private List<Value> values(PersonName person) {
        List<Value> values = new ArrayList<>();
        select(
                "SELECT p.seq, p.path, p.salt, p.clear_value, e.body FROM audit_personal p LEFT JOIN audit_event e"
                        + " ON e.seq = p.seq WHERE ",
                "clear_value",
                person,
                row -> {
                    if (person.isMeantBy(row.getString(4), kind(row.getString(2), row.getBytes(5)))) {
                        values.add(new Value(
                                row.getLong(1), row.getString(2), new Opening(row.getBytes(3), row.getString(4))));
                    }
                });
        Map<String, Value> all = new TreeMap<>();
        for (Value value : values) {
            all.put(value.seq + value.path, value);
            for (String member : ProvenanceBody.TOGETHER) {
                if (value.path.endsWith(member)) {
                    String parent = value.path.substring(0, value.path.length() - member.length());
                    for (String other : ProvenanceBody.TOGETHER) {
                        beside(value.seq, parent + other)
                                .forEach(found -> all.putIfAbsent(found.seq + found.path, found));
                    }
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** What a clear value is; where the event does not tell any more, it is searched as a text. */
    private static Kind kind(String path, byte @Nullable [] body) {
        try {
            return body == null ? Kind.TEXT : Revealed.paths(Json.object(body)).getOrDefault(path, Kind.TEXT);
        } catch (JacksonException e) {
            return Kind.TEXT;
        }
    }

    private List<Value> beside(long seq, String path) {
        return jdbc.query(
                "SELECT salt, clear_value FROM audit_personal WHERE seq = ? AND path = ?",
                (row, n) -> new Value(seq, path, new Opening(row.getBytes(1), row.getString(2))),
                seq,
                path);
    }

    private int column(PersonName person, Column column, boolean erase) {
        Set<String> meant = new HashSet<>();
        int[] count = {0};
        select("SELECT " + column.name + " FROM " + column.table + " WHERE ", column.name, person, row -> {
            String value = row.getString(1);
            if (person.isMeantBy(value, column.kind)) {
                meant.add(value);
                count[0]++;
            }
        });
        if (erase) {
            meant.forEach(value -> jdbc.update(
                    "UPDATE " + column.table + " SET " + column.name + " = ? WHERE " + column.name + " = ?",
                    Personal.ERASED,
                    value));
        }
        return count[0];
    }

    private int provenances(PersonName person, String table, boolean erase) {
        Map<String, String> changed = new HashMap<>();
        int[] count = {0};
        select("SELECT provenance FROM " + table + " WHERE ", "provenance", person, row -> {
            String text = row.getString(1);
            Provenance before = Json.provenance(text);
            Provenance after = ProvenanceBody.without(person, before);
            if (!after.equals(before)) {
                changed.put(text, Json.text(after));
                count[0]++;
            }
        });
        if (erase) {
            changed.forEach((before, after) ->
                    jdbc.update("UPDATE " + table + " SET provenance = ? WHERE provenance = ?", after, before));
        }
        return count[0];
    }

    /** Leaves out in the database what surely does not have the person, where its name allows that. */
    private void select(String select, String column, PersonName person, RowCallbackHandler row) {
        String needle = person.needle();
        if (needle == null) {
            jdbc.query(select + column + " IS NOT NULL", row);
        } else {
            jdbc.query(select + "LOWER(" + column + ") LIKE ?", row, "%" + needle + "%");
        }
    }
}
