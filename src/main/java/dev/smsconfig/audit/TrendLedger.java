package dev.smsconfig.audit;

import dev.smsconfig.reconcile.OutcomeKind;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Runs beside those before them. What they came to is read from their seals: a row a run, however large the fleet. */
public final class TrendLedger {

    private final JdbcTemplate jdbc;

    public TrendLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A run and those like it before it, oldest first: the same command in the same environment, for the same selection,
     * since figures of a few tenants say nothing beside those of a fleet.
     *
     * @param most how many runs, this one included
     */
    public List<RunFigures> upTo(Run run, int most) {
        Timestamp started = Timestamp.from(run.startedAt().truncatedTo(ChronoUnit.MICROS));
        List<RunFigures> runs = new ArrayList<>(jdbc.query(
                "SELECT run_id, status, started_at, ended_at FROM run WHERE environment = ? AND command = ?"
                        + " AND COALESCE(selection, '') = ?"
                        + " AND (started_at < ? OR (started_at = ? AND run_id <= ?))"
                        + " ORDER BY started_at DESC, run_id DESC LIMIT ?",
                (row, n) -> {
                    Timestamp ended = row.getTimestamp(4);
                    return new RunFigures(
                            row.getString(1),
                            RunStatus.valueOf(row.getString(2)),
                            row.getTimestamp(3).toInstant(),
                            ended == null ? null : ended.toInstant(),
                            null,
                            null);
                },
                run.environment(),
                run.command(),
                run.origin().selection() == null ? "" : run.origin().selection(),
                started,
                started,
                run.id(),
                most));
        Collections.reverse(runs);
        Map<String, Map<String, Object>> seals = seals(runs);
        runs.replaceAll(figures -> sealed(figures, seals.get(figures.runId())));
        return runs;
    }

    /** The last seal of each run: one that was resumed has several. */
    private Map<String, Map<String, Object>> seals(List<RunFigures> runs) {
        Map<String, Map<String, Object>> seals = new HashMap<>();
        if (runs.isEmpty()) {
            return seals;
        }
        String places = runs.stream().map(run -> "?").collect(Collectors.joining(", "));
        List<Object> arguments =
                new ArrayList<>(runs.stream().map(RunFigures::runId).toList());
        arguments.add(AuditEvent.Type.RUN_SEALED.name());
        jdbc.query(
                "SELECT run_id, body FROM audit_event WHERE run_id IN (" + places
                        + ") AND tenant IS NULL AND event_type = ? ORDER BY seq",
                (RowCallbackHandler) row -> seals.put(row.getString(1), Json.object(row.getBytes(2))),
                arguments.toArray());
        return seals;
    }

    private static RunFigures sealed(RunFigures run, @Nullable Map<String, Object> seal) {
        if (seal == null || !(seal.get("summary") instanceof Map)) {
            return run;
        }
        Map<OutcomeKind, Integer> outcomes = new EnumMap<>(OutcomeKind.class);
        ((Map<?, ?>) seal.get("summary")).forEach((name, count) -> {
            // a newer version may know more kinds
            boolean known = Arrays.stream(OutcomeKind.values())
                    .anyMatch(kind -> kind.name().equals(name));
            if (known && count instanceof Number) {
                outcomes.put(OutcomeKind.valueOf(name.toString()), ((Number) count).intValue());
            }
        });
        Object drifted = seal.get("drifted");
        return new RunFigures(
                run.runId(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                outcomes,
                drifted instanceof Number ? ((Number) drifted).intValue() : null);
    }
}
