package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Who stands behind the commits that the tenants of a run come from. */
public final class CommitLedger {

    private static final int ROWS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;

    public CommitLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param commits each once */
    public void insert(String runId, List<Provenance> commits) {
        jdbc.batchUpdate(
                "INSERT INTO run_commit (run_id, commit_id, provenance) VALUES (?, ?, ?)",
                commits,
                ROWS_AT_ONCE,
                (insert, commit) -> {
                    insert.setString(1, runId);
                    insert.setString(2, commit.commit());
                    insert.setString(3, Json.text(commit));
                });
    }

    /** The commits of a run, by id. */
    public void forEach(String runId, Consumer<Provenance> consumer) {
        jdbc.query(
                "SELECT provenance FROM run_commit WHERE run_id = ? ORDER BY commit_id",
                (RowCallbackHandler) row -> consumer.accept(Json.provenance(row.getString(1))),
                runId);
    }
}
