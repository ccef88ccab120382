package dev.smsconfig.audit;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The checkpoints of the trail that were signed, one for each size at which it was. */
public final class CheckpointLedger {

    private static final String COLUMNS = "size, root, frontier, run_id, key_name, note, created_at, exported_to";

    private final JdbcTemplate jdbc;

    public CheckpointLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false where another process has signed that size; then its checkpoint stands */
    public boolean insert(StoredCheckpoint checkpoint) {
        try {
            jdbc.update(
                    "INSERT INTO audit_checkpoint (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    checkpoint.size(),
                    checkpoint.root(),
                    checkpoint.frontier(),
                    checkpoint.runId(),
                    checkpoint.keyName(),
                    checkpoint.note(),
                    Timestamp.from(checkpoint.createdAt()),
                    checkpoint.exportedTo());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The one of the largest trail. */
    public Optional<StoredCheckpoint> last() {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
                        CheckpointLedger::checkpoint)
                .stream()
                .findFirst();
    }

    /** The one of the largest trail that is not above a size. */
    public Optional<StoredCheckpoint> upTo(long size) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM audit_checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1",
                        CheckpointLedger::checkpoint,
                        size)
                .stream()
                .findFirst();
    }

    /** The name under which the trail was signed last. */
    public Optional<String> origin() {
        return last().map(CheckpointLedger::originOf);
    }

    private static @Nullable String originOf(StoredCheckpoint checkpoint) {
        try {
            return Checkpoint.parse(SignedNote.parse(checkpoint.note()).text()).origin();
        } catch (MalformedException e) {
            return null; // a damaged one names nothing
        }
    }

    /** All, by size. */
    public List<StoredCheckpoint> all() {
        return jdbc.query("SELECT " + COLUMNS + " FROM audit_checkpoint ORDER BY size", CheckpointLedger::checkpoint);
    }

    /** Those that were not brought to that place yet, by size. */
    public List<StoredCheckpoint> missingIn(String place) {
        return all().stream()
                .filter(checkpoint -> !(place + "/" + checkpoint.fileName()).equals(checkpoint.exportedTo()))
                .toList();
    }

    /** Notes where one was brought. */
    public void exported(StoredCheckpoint checkpoint, String place) {
        jdbc.update(
                "UPDATE audit_checkpoint SET exported_to = ? WHERE size = ?",
                place + "/" + checkpoint.fileName(),
                checkpoint.size());
    }

    private static StoredCheckpoint checkpoint(ResultSet row, int n) throws SQLException {
        return new StoredCheckpoint(
                row.getLong("size"),
                row.getBytes("root"),
                row.getBytes("frontier"),
                row.getString("run_id"),
                row.getString("key_name"),
                row.getString("note"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("exported_to"));
    }
}
