package dev.smsconfig.report.audit;

import dev.smsconfig.report.Markdown;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report in short, for a ticket or a wiki: every figure, and of the sheets those that stay short. */
final class AuditMarkdown {

    private static final int MOST_ROWS = 40;
    private static final List<String> SHOWN = List.of("reconciliation", "nights", "exception-kinds", "duties", "controls");

    private AuditMarkdown() {}

    /** Writes the text as UTF-8. Leaves {@code out} open. */
    static void write(AuditReport report, Texts texts, OutputStream out) {
        StringBuilder text = new StringBuilder("# ").append(Markdown.code(report.title())).append("\n");
        for (Section section : report.sections()) {
            text.append("\n## ").append(section.number()).append(". ").append(section.title()).append("\n");
            if (!section.facts().isEmpty()) {
                text.append("\n| | |\n|---|---|\n");
                for (Section.Fact fact : section.facts()) {
                    text.append("| ").append(fact.label()).append(" | ");
                    text.append(cell(fact.value(), texts)).append(" |\n");
                }
            }
            section.sheets().forEach(sheet -> sheet(sheet, texts, text));
        }
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sheet(Sheet sheet, Texts texts, StringBuilder text) {
        int rows = sheet.rows().size();
        text.append("\n").append(sheet.caption()).append(": ").append(rows).append(rows == 1 ? " row" : " rows");
        if (!SHOWN.contains(sheet.key()) || rows == 0) {
            text.append(rows == 0 ? ".\n" : ", in `" + sheet.key() + ".csv`.\n");
            return;
        }
        text.append(rows > MOST_ROWS ? ", the first " + MOST_ROWS + " here.\n" : ".\n").append("\n|");
        sheet.columns().forEach(column -> text.append(" ").append(column.heading()).append(" |"));
        text.append("\n|").append("---|".repeat(sheet.columns().size())).append("\n");
        for (List<@Nullable Object> row : sheet.rows().subList(0, Math.min(rows, MOST_ROWS))) {
            text.append("|");
            row.forEach(value -> text.append(" ").append(cell(value, texts)).append(" |"));
            text.append("\n");
        }
    }

    private static String cell(@Nullable Object value, Texts texts) {
        String readable = texts.readable(value);
        return readable.isEmpty() ? "" : value instanceof Number ? readable : Markdown.cell(readable);
    }
}
