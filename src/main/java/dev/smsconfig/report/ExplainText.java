package dev.smsconfig.report;

import dev.smsconfig.source.Attribution;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.source.Explanation.Kind;
import dev.smsconfig.source.Layer;
import dev.smsconfig.source.LineOrigin;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a tenant's values come from, as a table: below each field what it overrides; a sentence at the end. */
public final class ExplainText {

    private static final List<String> HEADINGS = List.of("FIELD", "VALUE", "LAYER", "PLACE");
    private static final List<String> HEADINGS_WITH_COMMIT =
            List.of("FIELD", "VALUE", "LAYER", "PLACE", "COMMIT", "AUTHOR");
    private static final int SHORT_COMMIT = 10;
    private static final String OVERRIDES = "  overrides";

    private final Palette palette;
    private final Attribution attribution;

    public ExplainText(Palette palette, Attribution attribution) {
        this.palette = palette;
        this.attribution = attribution;
    }

    public List<String> lines(Explanation explanation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(attribution.commit() == null ? HEADINGS : HEADINGS_WITH_COMMIT);
        for (Field field : explanation.fields()) {
            rows.add(row(field.name(), field.effective()));
            field.overridden().forEach(entry -> rows.add(row(OVERRIDES, entry)));
        }
        List<String> lines = new ArrayList<>();
        if (rows.size() > 1) {
            lines.addAll(table(rows));
            lines.add("");
        }
        if (!explanation.unmanaged().isEmpty()) {
            lines.add("Unmanaged, left as the server has it: " + String.join(", ", explanation.unmanaged()));
        }
        String note = attribution.note();
        if (note != null) {
            lines.add("Git: " + Visible.text(note) + ".");
        }
        lines.add(sentence(explanation));
        return lines;
    }

    private List<String> row(String name, Entry entry) {
        List<String> row = new ArrayList<>(List.of(
                name,
                value(entry),
                entry.layer().text(),
                Visible.text(entry.layer().file()) + ":" + entry.place().line() + ":"
                        + entry.place().column()));
        if (attribution.commit() != null) {
            row.addAll(commitAndAuthor(attribution.of(entry)));
        }
        return row;
    }

    private static List<String> commitAndAuthor(LineOrigin origin) {
        if (origin instanceof LineOrigin.Committed committed) {
            return List.of(shortened(committed.commit()), author(committed.author()));
        }
        if (origin instanceof LineOrigin.AtOrBefore before) {
            return List.of("at or before " + shortened(before.commit()), "(the clone is shallow)");
        }
        return origin instanceof LineOrigin.Unknown unknown
                ? List.of("unknown", "(" + Visible.text(unknown.why()) + ")")
                : List.of("not committed", "");
    }

    private static String author(Person author) {
        return Visible.text(author.name() + " <" + author.email() + ">") + ", "
                + LocalDate.ofInstant(author.time(), ZoneOffset.UTC);
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }

    private List<String> table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            int last = row.size() - 1;
            for (int i = 0; i < last; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(("%-" + width + "s  ").formatted(row.get(i)));
            }
            String text = (line + row.get(last)).stripTrailing();
            lines.add(lines.isEmpty() ? palette.bold(text) : row.get(0).equals(OVERRIDES) ? palette.faint(text) : text);
        }
        return lines;
    }

    private static String value(Entry entry) {
        return switch (entry.kind()) {
            case REMOVED -> "(removed)";
            case NO_SETTINGS -> "(no settings)";
            case SET -> shown(entry.value());
        };
    }

    /** A reference is no secret; everything else that is sensitive is not shown. */
    private static String shown(@Nullable Value value) {
        if (value instanceof Value.Text text) {
            return Visible.quoted(text.text());
        }
        return value instanceof SecretReference reference ? Visible.text(reference.text()) : "(secret)";
    }

    private String sentence(Explanation explanation) {
        long set = explanation.fields().stream()
                .filter(field -> field.effective().kind() == Kind.SET)
                .count();
        String layers = explanation.layers().stream().map(Layer::text).collect(Collectors.joining(", "));
        String commit = attribution.commit();
        String at = commit == null || attribution.dirty() ? "" : "; at commit " + shortened(commit);
        return explanation.tenant() + ": " + set + (set == 1 ? " field is set" : " fields are set") + "; layers: "
                + layers + at + ".";
    }
}
