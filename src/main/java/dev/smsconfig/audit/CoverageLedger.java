package dev.smsconfig.audit;

import dev.smsconfig.state.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What runs found of their fleets' coverage, and what they know of when tenants were verified. */
public final class CoverageLedger {

    private static final int AT_ONCE = 500;
    private static final String VERIFIED = "r.outcome IN ('IN_SYNC', 'CONVERGED')";
    private static final String LATELY = "SELECT DISTINCT t.tenant FROM run u JOIN run_tenant t ON t.run_id = u.run_id"
            + " JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq WHERE u.environment = ? AND " + VERIFIED
            + " AND r.recorded_at >= ? AND (u.ended_at IS NULL OR u.ended_at >= ?)";
    private static final String HISTORY = "SELECT t.tenant, MAX(CASE WHEN " + VERIFIED + " THEN r.recorded_at END),"
            + " MIN(u.started_at) FROM run_tenant t JOIN run u ON u.run_id = t.run_id"
            + " LEFT JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq"
            + " WHERE u.environment = ? AND t.tenant IN (";

    private final JdbcTemplate jdbc;

    public CoverageLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The tenants that were last found to be as git says before a moment, or never although they were known by then.
     *
     * @param tenants those that are asked about
     */
    public List<CoverageGap> notVerifiedSince(String environment, Collection<TenantId> tenants, Instant moment) {
        Set<TenantId> old = new HashSet<>(tenants);
        Timestamp limit = Timestamp.from(moment.truncatedTo(ChronoUnit.MICROS));
        jdbc.query(
                LATELY,
                (RowCallbackHandler) row -> old.remove(new TenantId(row.getString(1))),
                environment,
                limit,
                limit);
        List<String> names = old.stream().map(TenantId::value).sorted().toList();
        List<CoverageGap> gaps = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            gaps.addAll(history(environment, names.subList(from, Math.min(names.size(), from + AT_ONCE)), limit));
        }
        return gaps;
    }

    private List<CoverageGap> history(String environment, List<String> names, Timestamp limit) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(environment);
        arguments.addAll(names);
        List<CoverageGap> gaps = new ArrayList<>();
        jdbc.query(
                HISTORY + String.join(", ", Collections.nCopies(names.size(), "?")) + ") GROUP BY t.tenant",
                (RowCallbackHandler) row -> {
                    Timestamp verified = row.getTimestamp(2);
                    Timestamp seen = row.getTimestamp(3);
                    TenantId tenant = new TenantId(row.getString(1));
                    if (verified != null) {
                        gaps.add(new CoverageGap(CoverageGap.Kind.NOT_VERIFIED, tenant, verified.toInstant()));
                    } else if (seen.before(limit)) {
                        gaps.add(new CoverageGap(CoverageGap.Kind.NEVER_VERIFIED, tenant, seen.toInstant()));
                    }
                },
                arguments.toArray());
        return gaps;
    }

    /** Notes what the latest execution of a run found, instead of what one before did. */
    public void record(String runId, Coverage coverage) {
        jdbc.update("DELETE FROM run_coverage WHERE run_id = ?", runId);
        jdbc.batchUpdate(
                "INSERT INTO run_coverage (run_id, kind, tenant, since, strict) VALUES (?, ?, ?, ?, ?)",
                coverage.gaps(),
                AT_ONCE,
                (insert, gap) -> {
                    Instant since = gap.since();
                    insert.setString(1, runId);
                    insert.setString(2, gap.kind().name());
                    insert.setString(3, gap.tenant().value());
                    insert.setTimestamp(4, since == null ? null : Timestamp.from(since));
                    insert.setBoolean(5, coverage.strict());
                });
    }

    /** What a run found. */
    public Coverage of(String runId) {
        boolean[] strict = {false};
        List<CoverageGap> gaps = new ArrayList<>();
        jdbc.query(
                "SELECT kind, tenant, since, strict FROM run_coverage WHERE run_id = ?",
                (RowCallbackHandler) row -> {
                    Timestamp since = row.getTimestamp(3);
                    strict[0] = row.getBoolean(4);
                    gaps.add(new CoverageGap(
                            CoverageGap.Kind.valueOf(row.getString(1)),
                            new TenantId(row.getString(2)),
                            since == null ? null : since.toInstant()));
                },
                runId);
        gaps.sort(Comparator.comparing(CoverageGap::kind)
                .thenComparing(gap -> gap.tenant().value()));
        return new Coverage(gaps, strict[0]);
    }
}
