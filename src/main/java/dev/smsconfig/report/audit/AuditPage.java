package dev.smsconfig.report.audit;

import dev.smsconfig.report.html.Fact;
import dev.smsconfig.report.html.HtmlPage;
import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Row;
import dev.smsconfig.report.html.Tone;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as one page. The register's columns are drawn together there, so that it fits on paper. */
final class AuditPage {

    /** The length of a commit's id; enough of it to be told apart is shown, the files have all of it. */
    private static final int COMMIT = 40;

    static final int SHORT = 10;
    private static final int NARROW = 8;
    private static final int MANY = 14;

    private static final Map<String, Tone> TONES = Map.ofEntries(
            Map.entry("RAN_CHANGED", Tone.GOOD),
            Map.entry("RAN_NO_CHANGE", Tone.QUIET),
            Map.entry("RAN_FAILED", Tone.BAD),
            Map.entry("MISSED", Tone.BAD),
            Map.entry("OPEN", Tone.BAD),
            Map.entry("CLOSED", Tone.GOOD),
            Map.entry("RECORDED", Tone.WARN),
            Map.entry("CONVERGED", Tone.GOOD),
            Map.entry("DIVERGED", Tone.BAD),
            Map.entry("FAILED", Tone.BAD),
            Map.entry("UNKNOWN", Tone.BAD),
            Map.entry("REJECTED", Tone.BAD),
            Map.entry("UNEXPLAINED", Tone.BAD),
            Map.entry("AWAITING", Tone.NOTE),
            Map.entry("PLANNED", Tone.GOOD),
            Map.entry("NO_EFFECT", Tone.QUIET),
            Map.entry("VERIFIED", Tone.GOOD),
            Map.entry("CLAIMED", Tone.WARN),
            Map.entry("ABSENT", Tone.QUIET),
            Map.entry("COMPLETED", Tone.GOOD),
            Map.entry("PARTIAL", Tone.WARN),
            Map.entry("PAUSED", Tone.NOTE),
            Map.entry("REFUSED", Tone.BAD),
            Map.entry("INTERRUPTED", Tone.BAD),
            Map.entry("STOPPED", Tone.WARN),
            Map.entry("SUPERSEDED", Tone.QUIET));

    private AuditPage() {}

    /** A section as the template shows it. */
    public record Part(
            String id, int number, String title, String about, List<Fact> facts, List<Table> tables) {

        // 6 parameters: as the section has them

        /** Whether its tables need the whole width, and paper across. */
        public boolean wide() {
            return tables.stream().anyMatch(table -> table.columns().size() > NARROW);
        }

        /** Whether its facts are so many that they come last. */
        public boolean figures() {
            return facts.size() > MANY;
        }
    }

    /** Writes the page as UTF-8. Leaves {@code out} open. */
    static void write(AuditReport report, Texts texts, OutputStream out) {
        List<Part> parts = report.sections().stream()
                .map(section -> part(section, texts))
                .toList();
        HtmlPage.render(
                "audit/audit",
                Map.of(
                        "title",
                        report.title(),
                        "lead",
                        lead(report, texts),
                        "tiles",
                        Tile.of(report),
                        "parts",
                        parts,
                        "asOf",
                        texts.readable(report.asOf())),
                out);
    }

    private static String lead(AuditReport report, Texts texts) {
        Map<String, Object> scope = new HashMap<>();
        report.section("scope").facts().forEach(fact -> {
            if (fact.value() != null) {
                scope.put(fact.key(), fact.value());
            }
        });
        return texts.readable(scope.get("from")) + " to " + texts.readable(scope.get("to")) + " ("
                + report.zone().getId() + ")"
                + (scope.get("entity") == null ? "" : ", " + scope.get("entity"));
    }

    private static Part part(Section section, Texts texts) {
        return new Part(
                section.key(),
                section.number(),
                section.title(),
                section.about(),
                section.facts().stream()
                        .map(fact -> new Fact(fact.label(), shown(fact.value(), texts)))
                        .toList(),
                section.sheets().stream().map(sheet -> table(sheet, texts)).toList());
    }

    private static String shown(@Nullable Object value, Texts texts) {
        String text = texts.readable(value);
        return text.isEmpty() ? "–" : text;
    }

    private static Table table(Sheet sheet, Texts texts) {
        String id = "t-" + sheet.key();
        int rows = sheet.rows().size();
        String caption = sheet.caption() + ": " + rows + (rows == 1 ? " row" : " rows");
        if (sheet.key().equals(ChangesSection.CHANGES)) {
            return new RegisterTable(sheet, texts).table(id, caption);
        }
        if (sheet.key().equals(CalendarSection.NIGHTS)) {
            return new CalendarTable(sheet, texts).table(id, caption);
        }
        return new Table(
                id,
                caption,
                sheet.columns().stream().map(AuditPage::column).toList(),
                sheet.rows().stream().map(row -> row(sheet, row, texts)).toList());
    }

    private static Table.Column column(Column column) {
        return switch (column.kind()) {
            case TEXT -> Table.Column.text(column.heading());
            case MOMENT -> Table.Column.time(column.heading());
            case ID -> Table.Column.id(column.heading());
            case CODE -> Table.Column.code(column.heading());
            case CHOICE, FLAG -> Table.Column.choice(column.heading());
            case NUMBER -> Table.Column.number(column.heading());
        };
    }

    private static Row row(Sheet sheet, List<@Nullable Object> row, Texts texts) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(cell(sheet.columns().get(i), row.get(i), texts));
        }
        return new Row(cells);
    }

    private static Cell cell(Column column, @Nullable Object value, Texts texts) {
        String text = texts.readable(value);
        if (column.kind() == Column.Kind.ID && text.length() == COMMIT) {
            return Cell.of(text.substring(0, SHORT));
        }
        if (value instanceof Instant at) {
            return Cell.sorted(text, at.toEpochMilli());
        }
        return column.kind() == Column.Kind.CHOICE ? mark(text) : Cell.of(text);
    }

    static Cell mark(String text) {
        Tone tone = TONES.getOrDefault(text, Tone.PLAIN);
        return tone == Tone.PLAIN ? Cell.of(text) : Cell.mark(text, tone);
    }
}
