package dev.smsconfig.audit;

import java.util.OptionalLong;
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

    /** @return how many were removed */
    public int removeBefore(long seq) {
        return jdbc.update("DELETE FROM audit_event WHERE seq < ?", seq);
    }
}
