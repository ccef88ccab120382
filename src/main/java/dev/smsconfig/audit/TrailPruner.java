package dev.smsconfig.audit;

import java.util.OptionalLong;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Removes events, the only class that does. Under the hardened role of PostgreSQL only the tables' owner can. */
public final class TrailPruner {

    private final JdbcTemplate jdbc;

    public TrailPruner(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The first event of a run that may still be gone on with, whose events tell what may have been saved. */
    public OptionalLong firstOfUnfinished() {
        Long first = jdbc.queryForObject(
                "SELECT MIN(e.seq) FROM audit_event e JOIN run r ON r.run_id = e.run_id"
                        + " WHERE r.status IN ('RUNNING', 'PAUSED', 'STOPPED', 'INTERRUPTED')",
                Long.class);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /**
     * Removes the first events, in the caller's transaction.
     *
     * @return how many were removed
     */
    public int removeBefore(long seq) {
        announce();
        new PersonalLedger(jdbc).forgetBefore(seq);
        return jdbc.update("DELETE FROM audit_event WHERE seq < ?", seq);
    }

    /** The triggers of the hardening script let a transaction remove events that says so. */
    private void announce() {
        String database = jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
        if ("PostgreSQL".equals(database)) {
            jdbc.queryForObject("SELECT set_config('smsconfig.maintenance', 'prune', true)", String.class);
        }
    }
}
