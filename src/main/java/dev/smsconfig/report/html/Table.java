package dev.smsconfig.report.html;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that can be read without script, and sorted and filtered with it.
 *
 * @param id unique on the page, of letters, digits and hyphens
 * @param caption what it shows, also for who can't see it
 * @param rows read once, while the page is written: they need not all be in memory; each has a cell per column
 */
public record Table(String id, String caption, List<Column> columns, Iterable<Row> rows) {

    public Table {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("no id of an element: " + id);
        }
        columns = List.copyOf(columns);
    }

    /**
     * @param kind how its cells are set and sorted
     * @param choice whether few values occur, from which one is chosen to filter
     */
    public record Column(String name, Kind kind, boolean choice) {

        public static Column text(String name) {
            return new Column(name, Kind.TEXT, false);
        }

        public static Column number(String name) {
            return new Column(name, Kind.NUMBER, false);
        }

        /** Ids, hashes, values: set in a fixed pitch. */
        public static Column code(String name) {
            return new Column(name, Kind.CODE, false);
        }

        /** Short ids, set in a fixed pitch and never broken. */
        public static Column id(String name) {
            return new Column(name, Kind.ID, false);
        }

        /** Times, never broken. */
        public static Column time(String name) {
            return new Column(name, Kind.TIME, false);
        }

        /** Few values, from which one is chosen to filter. */
        public static Column choice(String name) {
            return new Column(name, Kind.TEXT, true);
        }
    }

    /** How the cells of a column are set and sorted. */
    public enum Kind {
        TEXT,
        NUMBER,
        CODE,
        ID,
        TIME;

        /** Its class in the style sheet. */
        public String css() {
            return "k-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The first cell heads its row. */
    public record Row(List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(List.of(cells));
        }
    }

    /**
     * @param key what it is sorted by where that is not its text: a figure without its unit
     * @param tone PLAIN for ordinary text; others are set as a mark
     * @param target the id of an element of the page that it leads to, or null
     * @param under what is set below it, smaller, line by line
     */
    public record Cell(
            String text, @Nullable String key, Tone tone, @Nullable String target, List<String> under) {

        public Cell {
            under = List.copyOf(under);
        }

        private Cell(String text, @Nullable String key, Tone tone, @Nullable String target) {
            this(text, key, tone, target, List.of());
        }

        public static Cell of(@Nullable String text) {
            return new Cell(text == null ? "" : text, null, Tone.PLAIN, null);
        }

        public static Cell of(long number) {
            return of(Long.toString(number));
        }

        public static Cell mark(String text, Tone tone) {
            return new Cell(text, null, tone, null);
        }

        public static Cell sorted(String text, long key) {
            return new Cell(text, Long.toString(key), Tone.PLAIN, null);
        }

        public static Cell link(String text, String target) {
            return new Cell(text, null, Tone.PLAIN, target);
        }

        /** The same with lines below; empty ones are left out. */
        public Cell under(String... lines) {
            return new Cell(
                    text,
                    key,
                    tone,
                    target,
                    Stream.of(lines).filter(line -> !line.isEmpty()).toList());
        }

        public boolean marked() {
            return tone != Tone.PLAIN;
        }
    }
}
