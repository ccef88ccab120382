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
        long firstEvent = trail.append(results.stream()
                .map(result ->
                        new AuditEvent(type, run.id(), result.outcome().tenant(), EventBodies.of(result.outcome())))
                .toList());
        Timestamp now = now();
        List<Object[]> rows = new ArrayList<>(results.size());
        List<TenantResult> verified = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            TenantResult result = results.get(i);
            Outcome outcome = result.outcome();
            rows.add(new Object[] {
                run.id(),
                result.seq(),
                result.attempt(),
                outcome.kind().name(),
                outcome.attempts(),
                Json.text(outcome.changes()),
                Json.text(outcome.unverifiable()),
                shortened(outcome.message()),
                firstEvent + i,
                now,
                outcome.isToBeSaved(),
                outcome.count(Cause.DRIFT),
                outcome.count(Treatment.REPORT),
                outcome.count(Treatment.ACCEPT)
            });
            if (result.isNewlyVerified()) {
                verified.add(result);
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO run_result (run_id, seq, attempt, outcome, requests, changes, unverifiable, message,"
                        + " event_seq, recorded_at, to_save, drifted, reported, accepted)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        rememberApplied(run, verified, now);
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
