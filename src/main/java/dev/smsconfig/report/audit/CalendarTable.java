package dev.smsconfig.report.audit;

import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calendar of nights, each by the schedule's own clocks. */
final class CalendarTable {

    private final Sheet sheet;
    private final Rows rows;

    CalendarTable(Sheet sheet, Texts texts) {
        this.sheet = sheet;
        this.rows = new Rows(sheet, texts);
    }

    Table table(String id, String caption) {
        return new Table(
                id,
                caption,
                List.of(
                        Table.Column.time("Due"),
                        Table.Column.choice("Night"),
                        Table.Column.id("Run"),
                        Table.Column.time("Began, ended"),
                        Table.Column.number("Changed"),
                        Table.Column.number("Tenants"),
                        Table.Column.number("Failed"),
                        Table.Column.choice("Run at the end"),
                        Table.Column.text("Note")),
                sheet.rows().stream().map(this::row).toList());
    }

    private Row row(List<@Nullable Object> row) {
        Cell due = rows.at(row, "due") instanceof Instant at
                ? Cell.sorted(rows.text(row, "local"), at.toEpochMilli())
                : Cell.of(rows.text(row, "local"));
        return Row.of(
                due,
                AuditPage.mark(rows.text(row, "status")),
                Cell.of(rows.text(row, "run")),
                rows.time(row, "startedAt").under(rows.text(row, "endedAt")),
                Cell.of(rows.text(row, "changes")),
                Cell.of(rows.text(row, "tenants")),
                Cell.of(rows.text(row, "failed")),
                AuditPage.mark(rows.text(row, "runStatus")),
                Cell.of(rows.text(row, "note")));
    }
}
