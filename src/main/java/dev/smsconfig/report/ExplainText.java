package dev.smsconfig.report;

import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.source.Explanation.Kind;
import dev.smsconfig.source.Layer;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a tenant's values come from, as a table: below each field what it overrides; a sentence at the end. */
public final class ExplainText {

    private static final List<String> HEADINGS = List.of("FIELD", "VALUE", "LAYER", "PLACE");
    private static final String OVERRIDES = "  overrides";

    private final Palette palette;

    public ExplainText(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(Explanation explanation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
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
        lines.add(sentence(explanation));
        return lines;
    }

    private static List<String> row(String name, Entry entry) {
        return List.of(
                name,
                value(entry),
                entry.layer().text(),
                Visible.text(entry.layer().file()) + ":" + entry.line() + ":" + entry.column());
    }

    private List<String> table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < HEADINGS.size() - 1; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(("%-" + width + "s  ").formatted(row.get(i)));
            }
            String text = line + row.get(HEADINGS.size() - 1);
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

    private static String sentence(Explanation explanation) {
        long set = explanation.fields().stream()
                .filter(field -> field.effective().kind() == Kind.SET)
                .count();
        String layers = explanation.layers().stream().map(Layer::text).collect(Collectors.joining(", "));
        return explanation.tenant() + ": " + set + (set == 1 ? " field is set" : " fields are set") + "; layers: "
                + layers + ".";
    }
}
