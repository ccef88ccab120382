package dev.smsconfig.report.audit;

import dev.smsconfig.report.Csv;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file for each sheet, and one for all that is not in a sheet. */
final class AuditCsv {

    private AuditCsv() {}

    /** Writes the sheet, with the keys of its columns in the first row. Leaves {@code out} open. */
    static void write(Sheet sheet, Texts texts, OutputStream out) {
        Csv csv = new Csv(out);
        csv.row(sheet.columns().stream().map(Column::key).toArray());
        for (List<@Nullable Object> row : sheet.rows()) {
            csv.row(row.stream()
                    .map(cell -> cell instanceof Number ? cell : texts.exact(cell))
                    .toArray());
        }
        csv.flush();
    }

    /** Writes what sections tell beside their sheets. */
    static void writeFacts(AuditReport report, Texts texts, OutputStream out) {
        Csv csv = new Csv(out);
        csv.row("section", "key", "label", "value");
        for (Section section : report.sections()) {
            for (Section.Fact fact : section.facts()) {
                Object value = fact.value();
                csv.row(
                        section.key(),
                        fact.key(),
                        fact.label(),
                        value instanceof Number ? value : texts.exact(value));
            }
        }
        csv.flush();
    }
}
