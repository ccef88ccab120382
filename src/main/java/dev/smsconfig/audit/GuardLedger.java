package dev.smsconfig.audit;

import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.GuardVerdict.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What guards found of runs, with what somebody let pass. The trail says the same as evidence; this is for reports. */
public final class GuardLedger {

    private static final int LINE_LENGTH = 1000;

    private final JdbcTemplate jdbc;

    public GuardLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the run's next execution: 1 where none came to its guards yet. */
    public int nextExecution(String runId) {
        Integer last = jdbc.queryForObject(
                "SELECT COALESCE(MAX(execution), 0) FROM run_guard WHERE run_id = ?", Integer.class, runId);
        return last == null ? 1 : last + 1;
    }

    /** Adds what one execution of a run found. */
    public void record(String runId, List<GuardRecord> records) {
        jdbc.batchUpdate(
                "INSERT INTO run_guard (run_id, execution, guard, decision, finding, cure, override_reason,"
                        + " override_by, judged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                records.stream().map(record -> row(runId, record)).toList());
    }

    /**
     * Notes that a guard which permitted at first would have refused later in the same execution.
     *
     * @return false where it had refused from the beginning
     */
    public boolean passedLater(String runId, GuardRecord record) {
        GuardVerdict verdict = record.verdict();
        return jdbc.update(
                        "UPDATE run_guard SET decision = ?, finding = ? WHERE run_id = ? AND execution = ?"
                                + " AND guard = ? AND decision <> ?",
                        verdict.decision().name(),
                        shortened(verdict.finding()),
                        runId,
                        record.execution(),
                        verdict.guard().name(),
                        verdict.decision().name())
                > 0;
    }

    private static Object[] row(String runId, GuardRecord record) {
        GuardVerdict verdict = record.verdict();
        GuardRecord.Override override = record.override();
        return new Object[] {
            runId,
            record.execution(),
            verdict.guard().name(),
            verdict.decision().name(),
            shortened(verdict.finding()),
            shortened(verdict.cure()),
            override == null ? null : override.reason(),
            override == null ? null : shortened(override.by()),
            Timestamp.from(record.at().truncatedTo(ChronoUnit.MICROS))
        };
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LINE_LENGTH ? text : text.substring(0, LINE_LENGTH);
    }

    /** What was found of a run, in the order in which it was. */
    public List<GuardRecord> of(String runId) {
        return jdbc
                .query(
                        "SELECT execution, guard, decision, finding, cure, override_reason, override_by, judged_at"
                                + " FROM run_guard WHERE run_id = ?",
                        GuardLedger::entry,
                        runId)
                .stream()
                .sorted(java.util.Comparator.comparingInt(GuardRecord::execution)
                        .thenComparing(entry -> entry.verdict().guard()))
                .toList();
    }

    private static GuardRecord entry(ResultSet row, int n) throws SQLException {
        String reason = row.getString("override_reason");
        return new GuardRecord(
                row.getInt("execution"),
                row.getTimestamp("judged_at").toInstant(),
                new GuardVerdict(
                        Guard.valueOf(row.getString("guard")),
                        Decision.valueOf(row.getString("decision")),
                        row.getString("finding"),
                        row.getString("cure")),
                reason == null ? null : new GuardRecord.Override(reason, row.getString("override_by")));
    }
}
