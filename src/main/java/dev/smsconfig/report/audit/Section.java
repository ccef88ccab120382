package dev.smsconfig.report.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the twelve parts of the report.
 *
 * @param key its name for programs
 * @param about what it shows and how to read it
 */
public record Section(String key, int number, String title, String about, List<Fact> facts, List<Sheet> sheets) {

    // 6 parameters: what it is called (4), and what it holds

    public Section {
        facts = List.copyOf(facts);
        sheets = List.copyOf(sheets);
    }

    /**
     * @param key its name for programs
     * @param value a text, a whole number, a truth value, an {@link Instant}, a list of texts; null where it is not known
     */
    public record Fact(String key, String label, @Nullable Object value) {}

    static Builder of(String key, int number, String title, String about) {
        return new Builder(key, number, title, about);
    }

    static final class Builder {
        private final String key;
        private final int number;
        private final String title;
        private final String about;
        private final List<Fact> facts = new ArrayList<>();
        private final List<Sheet> sheets = new ArrayList<>();

        private Builder(String key, int number, String title, String about) {
            this.key = key;
            this.number = number;
            this.title = title;
            this.about = about;
        }

        Builder fact(String factKey, String label, @Nullable Object value) {
            facts.add(new Fact(factKey, label, value));
            return this;
        }

        Builder sheet(Sheet.Builder sheet) {
            sheets.add(sheet.sheet());
            return this;
        }

        Section section() {
            return new Section(key, number, title, about, facts, sheets);
        }
    }
}
