package dev.smsconfig.audit;

import dev.smsconfig.plan.PastRuns;
import dev.smsconfig.plan.PastRuns.PastRun;
import dev.smsconfig.state.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The runs of a job repository. */
public final class RunLedger {

    private static final String COLUMNS = "run_id, command, environment, status, configs, config_commit, config_dirty,"
            + " provenance, selection, fleet_size, plan_sha256, plan_run, plan_signer, undoes, max_changes, started_at, ended_at, holder,"
            + " message";
    private static final int MESSAGE_LENGTH = 4000;

    private final JdbcTemplate jdbc;

    public RunLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Run run) {
        Run.Origin origin = run.origin();
        Provenance provenance = origin.provenance();
        Run.CarriedPlan plan = origin.plan();
        jdbc.update(
                "INSERT INTO run (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                run.command(),
                run.environment(),
                run.status().name(),
                origin.configs(),
                run.commit(),
                origin.dirty(),
                provenance == null ? null : Json.text(provenance),
                origin.selection(),
                origin.fleetSize(),
                plan == null ? null : plan.sha256(),
                plan == null ? null : plan.run(),
                plan == null ? null : plan.signer(),
                origin.undoes(),
                run.maxChanges(),
                timestamp(run.startedAt()),
                timestamp(run.endedAt()),
                run.holder(),
                run.message());
    }

    /** Notes that a process took the run up again. */
    public void resumed(String runId, String holder, String maxChanges) {
        jdbc.update(
                "UPDATE run SET status = ?, holder = ?, max_changes = ?, ended_at = NULL, message = NULL"
                        + " WHERE run_id = ?",
                RunStatus.RUNNING.name(),
                holder,
                maxChanges,
                runId);
    }

    public void ended(String runId, RunStatus status, Instant at, @Nullable String message) {
        String shortened =
                message == null || message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH);
        jdbc.update(
                "UPDATE run SET status = ?, ended_at = ?, message = ? WHERE run_id = ?",
                status.name(),
                timestamp(at),
                shortened,
                runId);
    }

    public Optional<Run> find(String runId) {
        return jdbc.query("SELECT " + COLUMNS + " FROM run WHERE run_id = ?", RunLedger::run, runId).stream()
                .findFirst();
    }

    /** Newest first. */
    public List<Run> newest(int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run ORDER BY started_at DESC, run_id DESC LIMIT ?", RunLedger::run, limit);
    }

    public List<Run> withStatus(RunStatus status) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run WHERE status = ? ORDER BY run_id", RunLedger::run, status.name());
    }

    /** Notes how many tenants the run is to change, for the runs after it. */
    public void counted(String runId, int changed) {
        jdbc.update("UPDATE run SET changed = ? WHERE run_id = ?", changed, runId);
    }

    /**
     * The newest applies of the environment that ended by themselves and were not refused.
     *
     * @param except a run that does not count
     */
    public PastRuns before(String except, String environment) {
        return new PastRuns(jdbc.query(
                "SELECT u.changed, u.fleet_size FROM run u"
                        + " WHERE u.environment = ? AND u.command = ? AND u.status IN (?, ?) AND u.run_id <> ?"
                        + " AND u.changed IS NOT NULL ORDER BY u.started_at DESC, u.run_id DESC LIMIT ?",
                (row, n) -> new PastRun(row.getInt("fleet_size"), row.getInt("changed")),
                environment,
                Run.APPLY,
                RunStatus.COMPLETED.name(),
                RunStatus.PARTIAL.name(),
                except,
                PastRuns.MOST));
    }

    /** Runs of an environment that save and may still be gone on with, newest first. */
    public List<Run> unfinished(String environment, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run WHERE environment = ? AND command IN (?, ?) AND status IN ('PAUSED',"
                        + " 'PARTIAL', 'STOPPED', 'INTERRUPTED') ORDER BY started_at DESC, run_id DESC LIMIT ?",
                RunLedger::run,
                environment,
                Run.APPLY,
                Run.ROLLBACK,
                limit);
    }

    /** The runs of an environment that began in a period or went on in it, oldest first. */
    public List<Run> of(String environment, Period period) {
        Timestamp from = Timestamp.from(period.from());
        Timestamp to = Timestamp.from(period.to());
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM run WHERE environment = ? AND started_at < ? AND (started_at >= ?"
                        + " OR run_id IN (SELECT run_id FROM audit_event WHERE occurred_at >= ? AND occurred_at < ?))"
                        + " ORDER BY started_at, run_id",
                RunLedger::run,
                environment,
                to,
                from,
                from,
                to);
    }

    /** The last apply of the whole fleet of an environment that began before a moment. */
    public Optional<Run> lastWhole(String environment, Instant before) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM run WHERE environment = ? AND command = ? AND selection IS NULL"
                                + " AND started_at < ? ORDER BY started_at DESC, run_id DESC LIMIT 1",
                        RunLedger::run,
                        environment,
                        Run.APPLY,
                        Timestamp.from(before))
                .stream()
                .findFirst();
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        String provenance = row.getString("provenance");
        String plan = row.getString("plan_sha256");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Run(
                row.getString("run_id"),
                row.getString("command"),
                row.getString("environment"),
                RunStatus.valueOf(row.getString("status")),
                new Run.Origin(
                        row.getString("configs"),
                        provenance == null ? null : Json.provenance(provenance),
                        row.getBoolean("config_dirty"),
                        row.getString("selection"),
                        row.getInt("fleet_size"),
                        plan == null
                                ? null
                                : new Run.CarriedPlan(plan, row.getString("plan_run"), row.getString("plan_signer")),
                        row.getString("undoes")),
                row.getString("max_changes"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("holder"),
                row.getString("message"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
