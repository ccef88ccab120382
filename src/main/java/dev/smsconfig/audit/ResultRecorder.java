package dev.smsconfig.audit;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.state.LastApplied;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds results to the ledger, each with its event in the trail. */
public final class ResultRecorder {

    private static final int MESSAGE_LENGTH = 2000;

    private final JdbcTemplate jdbc;
    private final AuditTrail trail;
    private final Clock clock;

    public ResultRecorder(JdbcTemplate jdbc, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Records what became of tenants, with an event each, in the caller's transaction.
     *
     * @param type the type of the events
     */
    public void record(Run run, AuditEvent.Type type, List<TenantResult> results) {
        if (results.isEmpty()) {
            return;
        }
        Timestamp now = now();
        // whatever doesn't need the events' numbers comes first: from then on nobody else can append
        rememberApplied(
                run, results.stream().filter(TenantResult::isNewlyVerified).toList(), now);
        List<Object[]> rows =
                results.stream().map(result -> row(run, result, now)).toList();
        long event = trail.append(results.stream()
                .map(result ->
                        new AuditEvent(type, run.id(), result.outcome().tenant(), EventBodies.of(result.outcome())))
                .toList());
        for (Object[] row : rows) {
            row[0] = event++;
        }
        jdbc.batchUpdate(
                "INSERT INTO run_result (event_seq, run_id, seq, attempt, outcome, requests, changes, unverifiable, message,"
                        + " recorded_at, to_save, drifted, reported, accepted)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** All but the number of the event, which comes first. */
    private static @Nullable Object[] row(Run run, TenantResult result, Timestamp now) {
        Outcome outcome = result.outcome();
        return new @Nullable Object[] {
            null,
            run.id(),
            result.seq(),
            result.attempt(),
            outcome.kind().name(),
            outcome.attempts(),
            Json.text(outcome.changes()),
            Json.text(outcome.unverifiable()),
            shortened(outcome.message()),
            now,
            outcome.isToBeSaved(),
            outcome.count(Cause.DRIFT),
            outcome.count(Treatment.REPORT),
            outcome.count(Treatment.ACCEPT)
        };
    }

    private void rememberApplied(Run run, List<TenantResult> verified, Timestamp now) {
        List<Object[]> known = new ArrayList<>();
        List<Object[]> firstTime = new ArrayList<>();
        for (TenantResult result : verified) {
            LastApplied applied = result.outcome().verified();
            if (applied != null) {
                List<Object[]> rows = result.lastApplied() == null ? firstTime : known;
                String tenant = result.outcome().tenant().value();
                rows.add(new Object[] {run.id(), Json.text(applied.fields()), now, run.environment(), tenant});
            }
        }
        jdbc.batchUpdate(
                "UPDATE last_applied SET run_id = ?, fields = ?, verified_at = ? WHERE environment = ? AND tenant = ?",
                known);
        jdbc.batchUpdate(
                "INSERT INTO last_applied (run_id, fields, verified_at, environment, tenant) VALUES (?, ?, ?, ?, ?)",
                firstTime);
    }

    private static @Nullable String shortened(@Nullable String message) {
        return message == null || message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
