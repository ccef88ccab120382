package dev.smsconfig.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The leases of a job repository. The rows of environments stay when nobody holds them, so that tokens never repeat. */
public final class LeaseTable {

    private final JdbcTemplate jdbc;
    private final LeaseTerms terms;
    private final String end;

    public LeaseTable(JdbcTemplate jdbc, LeaseTerms terms) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.end = "(" + terms.now() + " + " + terms.length().toSeconds() + " * INTERVAL '1' SECOND)";
    }

    LeaseTerms terms() {
        return terms;
    }

    /** Who has it now; in the caller's transaction nobody else can take it then. */
    public Optional<LeaseRecord> lock(String scope) {
        return jdbc
                .query(
                        "SELECT scope, token, run_id, command, host, process_space, pid, process_started, acquired_at,"
                                + " renewed_at, expires_at, CASE WHEN expires_at <= " + terms.now()
                                + " THEN TRUE ELSE FALSE END AS ended FROM lease WHERE scope = ? AND run_id IS NOT NULL"
                                + " FOR UPDATE",
                        LeaseTable::lease,
                        scope)
                .stream()
                .findFirst();
    }

    /**
     * Gives it to somebody, in the caller's transaction; the caller knows that nobody else has it.
     *
     * @return the token that tells this holder from all earlier ones
     */
    public long grant(String scope, LeaseRecord.Claim claim) {
        int known = jdbc.update(
                "UPDATE lease SET token = token + 1, run_id = ?, command = ?, host = ?, process_space = ?, pid = ?,"
                        + " process_started = ?, acquired_at = " + terms.now() + ", renewed_at = " + terms.now()
                        + ", expires_at = " + end + " WHERE scope = ?",
                claimed(claim, scope));
        if (known == 0) {
            jdbc.update(
                    "INSERT INTO lease (token, acquired_at, renewed_at, expires_at, run_id, command, host,"
                            + " process_space, pid, process_started, scope) VALUES (1, " + terms.now() + ", "
                            + terms.now() + ", " + end + ", ?, ?, ?, ?, ?, ?, ?)",
                    claimed(claim, scope));
        }
        Long token = jdbc.queryForObject("SELECT token FROM lease WHERE scope = ?", Long.class, scope);
        if (token == null) {
            throw new IllegalStateException("the lease that was just given is gone");
        }
        return token;
    }

    private static @Nullable Object[] claimed(LeaseRecord.Claim claim, String scope) {
        ProcessIdentity process = claim.process();
        return new @Nullable Object[] {
            claim.runId(), claim.command(), process.host(), process.space(), process.pid(), process.started(), scope
        };
    }

    /** @return whether it is still the holder's */
    boolean renew(String scope, long token) {
        return jdbc.update(
                        "UPDATE lease SET renewed_at = " + terms.now() + ", expires_at = " + end
                                + " WHERE scope = ? AND token = ? AND run_id IS NOT NULL",
                        scope,
                        token)
                == 1;
    }

    /** Whether it is still the holder's; in the caller's transaction nobody can take it until that ends. */
    boolean holds(String scope, long token) {
        return !jdbc.queryForList(
                        "SELECT token FROM lease WHERE scope = ? AND token = ? AND run_id IS NOT NULL FOR UPDATE",
                        scope,
                        token)
                .isEmpty();
    }

    void release(String scope, long token) {
        jdbc.update("UPDATE lease SET run_id = NULL WHERE scope = ? AND token = ?", scope, token);
    }

    void remove(String scope, long token) {
        jdbc.update("DELETE FROM lease WHERE scope = ? AND token = ?", scope, token);
    }

    private static LeaseRecord lease(ResultSet row, int n) throws SQLException {
        return new LeaseRecord(
                row.getString("scope"),
                row.getLong("token"),
                new LeaseRecord.Claim(
                        row.getString("run_id"),
                        row.getString("command"),
                        new ProcessIdentity(
                                row.getString("host"),
                                row.getString("process_space"),
                                row.getLong("pid"),
                                row.getString("process_started"))),
                time(row, "acquired_at"),
                time(row, "renewed_at"),
                time(row, "expires_at"),
                row.getBoolean("ended"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }
}
