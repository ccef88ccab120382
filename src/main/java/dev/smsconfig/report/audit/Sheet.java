package dev.smsconfig.report.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a section: every form of the report shows the same.
 *
 * @param key its name for programs: of the file in CSV, of the array in JSON
 * @param rows texts, whole numbers, truth values, {@link java.time.Instant}s, and null where nothing is known; foreign
 *     text among them is as it came
 */
public record Sheet(String key, String caption, List<Column> columns, List<List<@Nullable Object>> rows) {

    public Sheet {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /** One that is filled row by row. */
    static Builder of(String key, String caption, Column... columns) {
        return new Builder(key, caption, List.of(columns));
    }

    static final class Builder {
        private final String key;
        private final String caption;
        private final List<Column> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(String key, String caption, List<Column> columns) {
            this.key = key;
            this.caption = caption;
            this.columns = columns;
        }

        /** @param cells one for each column */
        Builder row(@Nullable Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(key + " has " + columns.size() + " columns, not " + cells.length);
            }
            rows.add(Collections.unmodifiableList(Arrays.asList(cells)));
            return this;
        }

        Sheet sheet() {
            return new Sheet(key, caption, columns, rows);
        }
    }
}
