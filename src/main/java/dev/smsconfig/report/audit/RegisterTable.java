package dev.smsconfig.report.audit;

import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The change register with fewer, fuller columns: nothing is left out but what is the same in every row. */
final class RegisterTable {

    private final Sheet sheet;
    private final Rows rows;

    RegisterTable(Sheet sheet, Texts texts) {
        this.sheet = sheet;
        this.rows = new Rows(sheet, texts);
    }

    Table table(String id, String caption) {
        return new Table(
                id,
                caption,
                List.of(
                        Table.Column.id("Change, run"),
                        Table.Column.text("Tenant, setting"),
                        Table.Column.choice("Type"),
                        Table.Column.code("From"),
                        Table.Column.code("To"),
                        Table.Column.choice("Result"),
                        Table.Column.time("Outcome"),
                        Table.Column.text("Reason, commit"),
                        Table.Column.text("Author, signature"),
                        Table.Column.choice("Approval"),
                        Table.Column.text("Approver")),
                sheet.rows().stream().map(this::row).toList());
    }

    private Row row(List<@Nullable Object> row) {
        boolean credential = Boolean.TRUE.equals(rows.at(row, "credential"));
        String commit = rows.text(row, "commit");
        String message = rows.text(row, "message");
        return Row.of(
                Cell.of(rows.text(row, "id"))
                        .under(
                                rows.text(row, "run"),
                                rows.text("wave ", row, "wave"),
                                rows.text("by ", row, "runner"),
                                rows.text("events ", row, "previousState") + rows.text(", ", row, "event")),
                Cell.of(rows.text(row, "tenant")).under(rows.text(row, "setting")),
                Cell.of(rows.text(row, "type") + (credential ? " (credential)" : "")),
                Cell.of(rows.text(row, "from")),
                Cell.of(rows.text(row, "to")),
                AuditPage.mark(rows.text(row, "result")),
                rows.time(row, "appliedAt")
                        .under(
                                rows.text("read back: ", row, "readBack"),
                                rows.text("planned ", row, "plannedAt"),
                                rows.text("announced ", row, "announcedAt")),
                Cell.of(rows.text(row, "reason"))
                        .under(
                                commit.substring(0, Math.min(AuditPage.SHORT, commit.length())),
                                rows.text("committed ", row, "committedAt"),
                                message),
                Cell.of(rows.text(row, "author"))
                        .under("signature " + rows.text(row, "signature"), rows.text(row, "signer")),
                AuditPage.mark(rows.text(row, "approval")),
                Cell.of(rows.text(row, "approver"))
                        .under(rows.text(row, "approvalSource"), rows.text(row, "approvedAt")));
    }
}
