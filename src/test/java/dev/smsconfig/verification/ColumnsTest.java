package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.CheckpointAnchor.Kept;
import dev.smsconfig.verification.Verification.Verdict;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Changes one value at a time, column by column: what the trail tells is found to be changed, wherever it stands. */
class ColumnsTest {

    /** A column and an expression by which a row is found. */
    private record Cell(String table, String column, String row) {

        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    @TempDir
    Path folder;

    @Test
    void everyColumnOfTheTrailIsVouchedFor() {
        try (TestTrail trail = TestTrail.onH2(folder)) {
            everyColumnOfTheTrailIsVouchedFor(trail);
        }
    }

    static void everyColumnOfTheTrailIsVouchedFor(TestTrail trail) {
        trail.undoing(() -> {
            runs(trail);
            List<String> missed = new ArrayList<>();
            for (Cell cell : cells(trail, "audit_event", "seq = 7")) {
                missed.addAll(missed(trail, cell));
            }
            for (Cell cell : cells(trail, "audit_head", "id = 1")) {
                missed.addAll(missed(trail, cell));
            }
            long signed = trail.checkpoints().get(1).size();
            for (Cell cell : cells(trail, "audit_checkpoint", "size = " + signed)) {
                missed.addAll(missed(trail, cell));
            }
            assertThat(missed).isEmpty();
        });
    }

    /** What else these tables hold, the trail does not tell; src/docs/audit-trail.md says so. */
    @Test
    void ofTheLedgerEveryColumnIsVouchedForThatTheTrailTellsToo() {
        try (TestTrail trail = TestTrail.onH2(folder)) {
            trail.undoing(() -> {
                runs(trail);
                String run = trail.events().get(0).runId();
                List<Cell> cells = new ArrayList<>(
                        cells(trail, "run_result", "run_id = '" + run + "' AND seq = 1 AND attempt = 2"));
                cells.addAll(cells(trail, "run_tenant", "run_id = '" + run + "' AND seq = 1"));
                cells.addAll(cells(trail, "run", "run_id = '" + run + "'"));
                TreeSet<String> found = new TreeSet<>();
                for (Cell cell : cells) {
                    if (missed(trail, cell).isEmpty()) {
                        found.add(cell.toString());
                    }
                }
                assertThat(found)
                        .containsExactly(
                                "run.command",
                                "run.config_commit",
                                "run.environment",
                                "run.run_id",
                                "run.status",
                                "run_result.changes",
                                "run_result.event_seq",
                                "run_result.message",
                                "run_result.outcome",
                                "run_result.requests",
                                "run_result.run_id",
                                "run_result.seq",
                                "run_result.unverifiable",
                                "run_tenant.run_id",
                                "run_tenant.seq",
                                "run_tenant.tenant");
            });
        }
    }

    private static void runs(TestTrail trail) {
        Random random = new Random(3);
        trail.clear();
        trail.run(random, TestTrail.KEY);
        trail.run(random, TestTrail.KEY);
        assertThat(trail.verify().verdict()).isEqualTo(Verdict.INTACT);
    }

    private static List<Cell> cells(TestTrail trail, String table, String row) {
        return trail.jdbc.query("SELECT * FROM " + table + " WHERE " + row, (ResultSetExtractor<List<Cell>>) found -> {
            assertThat(found.next()).isTrue();
            List<Cell> cells = new ArrayList<>();
            ResultSetMetaData columns = found.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                cells.add(new Cell(table, columns.getColumnName(i).toLowerCase(Locale.ROOT), row));
            }
            return cells;
        });
    }

    private static List<String> missed(TestTrail trail, Cell cell) {
        List<String> missed = new ArrayList<>();
        List<Kept> outside = List.copyOf(trail.outside());
        trail.undoing(() -> {
            change(trail, cell);
            if (trail.verify().verdict() != Verdict.TAMPERED) {
                missed.add(cell.toString());
            }
        });
        trail.outside().clear();
        trail.outside().addAll(outside);
        return missed;
    }

    private static void change(TestTrail trail, Cell cell) {
        Map<String, Object> row = trail.jdbc.queryForMap("SELECT * FROM " + cell.table() + " WHERE " + cell.row());
        Object now = row.get(cell.column());
        Object next;
        if (now instanceof Number number) {
            next = number.longValue() + 1000;
        } else if (now instanceof Boolean flag) {
            next = !flag;
        } else if (now instanceof byte[] bytes) {
            byte[] copy = bytes.clone();
            copy[0] ^= 1;
            next = copy;
        } else if (isTime(cell.column())) {
            next = new Timestamp(0);
        } else if (cell.column().equals("note")) {
            String note = String.valueOf(now);
            next = note.replaceFirst("\n[0-9]+\n", "\n1000\n");
        } else {
            next = other(cell.column(), now == null ? null : now.toString());
        }
        int changed = trail.jdbc.update(
                "UPDATE " + cell.table() + " SET " + cell.column() + " = ? WHERE " + cell.row(), next);
        assertThat(changed).isOne();
    }

    private static boolean isTime(String column) {
        return column.endsWith("_at");
    }

    private static Object other(String column, @Nullable String now) {
        return switch (column) {
            case "status" -> "PARTIAL";
            case "outcome" -> "FAILED";
            case "changes", "unverifiable" -> "[]";
            case "changed" -> 1000;
            default -> now == null || now.isEmpty() ? "x" : now.substring(1) + "x";
        };
    }
}
