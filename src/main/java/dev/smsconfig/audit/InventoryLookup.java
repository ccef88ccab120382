package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds where a tenant's configuration came from in one run. */
public final class InventoryLookup {

    private final JdbcTemplate jdbc;

    public InventoryLookup(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A tenant of a run's inventory, or empty where the run was not about it. */
    public Optional<InventoryTenant> find(String runId, TenantId tenant) {
        return jdbc
                .query(
                        "SELECT seq, wave, wave_name, origin, desired_hash, config_commit FROM run_tenant"
                                + " WHERE run_id = ? AND tenant = ?",
                        (row, n) -> new InventoryTenant(
                                row.getInt(1),
                                tenant,
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)),
                        runId,
                        tenant.value())
                .stream()
                .findFirst();
    }

    /** Who stands behind a commit, as it was when the run began; or empty where that was not recorded. */
    public Optional<Provenance> commit(String runId, String commit) {
        return jdbc
                .query(
                        "SELECT provenance FROM run_commit WHERE run_id = ? AND commit_id = ?",
                        (row, n) -> Json.provenance(row.getString(1)),
                        runId,
                        commit)
                .stream()
                .findFirst();
    }
}
