package dev.smsconfig.report.audit;

import dev.smsconfig.report.html.Table.Cell;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds cells of a sheet's rows by the keys of their columns. */
final class Rows {

    private final String sheet;
    private final Texts texts;
    private final Map<String, Integer> columns = new HashMap<>();

    Rows(Sheet sheet, Texts texts) {
        this.sheet = sheet.key();
        this.texts = texts;
        sheet.columns().forEach(column -> columns.put(column.key(), columns.size()));
    }

    @Nullable
    Object at(List<@Nullable Object> row, String key) {
        Integer column = columns.get(key);
        if (column == null) {
            throw new IllegalArgumentException(sheet + " has no column " + key);
        }
        return row.get(column);
    }

    String text(List<@Nullable Object> row, String key) {
        return texts.readable(at(row, key));
    }

    /** With words before it, where it is there. */
    String text(String before, List<@Nullable Object> row, String key) {
        String text = text(row, key);
        return text.isEmpty() ? "" : before + text;
    }

    Cell time(List<@Nullable Object> row, String key) {
        String text = text(row, key);
        return at(row, key) instanceof Instant at ? Cell.sorted(text, at.toEpochMilli()) : Cell.of(text);
    }
}
