package dev.smsconfig.report;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan for people: changes that many tenants share first, in one line each, then what is left tenant by tenant. */
public final class PlanText {

    /** More tenants than this nobody reads; the JSON has them all. */
    private static final int LISTED = 50;

    private final Palette palette;

    public PlanText(Palette palette) {
        this.palette = palette;
    }

    /** The lines of a plan, with the closing sentence last. */
    public List<String> lines(RunReport report) {
        List<Outcome> planned = new ArrayList<>();
        List<Outcome> failed = new ArrayList<>();
        report.tenants().forEachNotable(entry -> sort(entry, planned, failed));
        List<String> lines = new ArrayList<>();
        if (!planned.isEmpty()) {
            lines.add(palette.bold("Changes in environment " + report.run().environment()) + causes(planned));
            lines.add("");
            changes(planned, lines);
        }
        OutcomeLines.add(failed, palette, lines);
        lines.add(sentence(report));
        return lines;
    }

    private static String sentence(RunReport report) {
        Summary summary = report.summary();
        boolean quiet = summary.of(OutcomeKind.IN_SYNC) == summary.tenants();
        if (quiet) {
            return "No changes. All " + summary.tenants() + " tenants are as git says.";
        }
        return summary.sentence(false);
    }

    private static void sort(LedgerEntry entry, List<Outcome> planned, List<Outcome> failed) {
        Outcome outcome = entry.outcome();
        if (outcome == null) {
            return;
        }
        if (outcome.kind() == OutcomeKind.PLANNED) {
            planned.add(outcome);
        } else if (outcome.kind().needsReason()) {
            failed.add(outcome);
        }
    }

    private String causes(List<Outcome> planned) {
        Map<Cause, Integer> counts = new LinkedHashMap<>();
        for (Cause cause : Cause.values()) {
            int count = (int) planned.stream().filter(o -> o.cause() == cause).count();
            if (count > 0) {
                counts.put(cause, count);
            }
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((cause, count) -> parts.add(count + " " + words(cause)));
        return palette.faint(" (" + String.join(", ", parts) + ")");
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case PENDING -> "because git moved";
            case DRIFT -> "because the server moved";
            case CONFLICT -> "because both moved";
            case UNKNOWN -> "never verified before";
        };
    }

    private void changes(List<Outcome> planned, List<String> lines) {
        Map<Line, Integer> shared = new LinkedHashMap<>();
        for (Outcome outcome : planned) {
            outcome.changes().forEach(change -> shared.merge(Line.of(change), 1, Integer::sum));
        }
        shared.values().removeIf(count -> count == 1);
        shared.entrySet().stream()
                .sorted(Map.Entry.<Line, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(LISTED)
                .forEach(entry -> lines.add("  " + entry.getValue() + " tenants: " + text(entry.getKey())));
        if (!shared.isEmpty()) {
            lines.add("");
        }
        outliers(planned, shared, lines);
    }

    private void outliers(List<Outcome> planned, Map<Line, Integer> shared, List<String> lines) {
        List<Outcome> alone = planned.stream()
                .filter(outcome -> outcome.changes().stream().anyMatch(c -> !shared.containsKey(Line.of(c))))
                .toList();
        for (Outcome outcome : alone.subList(0, Math.min(LISTED, alone.size()))) {
            List<Line> own = outcome.changes().stream()
                    .map(Line::of)
                    .filter(line -> !shared.containsKey(line))
                    .toList();
            int others = outcome.changes().size() - own.size();
            lines.add("  " + palette.bold(outcome.tenant().value())
                    + (others == 0 ? "" : palette.faint(" and " + others + " of the changes above")));
            own.forEach(line -> lines.add("      " + text(line)));
        }
        if (alone.size() > LISTED) {
            lines.add("  … and " + (alone.size() - LISTED)
                    + " tenants more with changes of their own; -o json lists all");
        }
        if (!alone.isEmpty()) {
            lines.add("");
        }
    }

    private String text(Line line) {
        if (line.from == null) {
            return palette.added("+ " + line.field + " " + Objects.requireNonNullElse(line.to, ""));
        }
        if (line.to == null) {
            return palette.removed("- " + line.field + " " + line.from);
        }
        return palette.changed("~ " + line.field + " " + line.from + " -> " + line.to);
    }

    /** A change as it is printed: secrets show as such, so that those of many tenants fall together. */
    private record Line(
            String field, @Nullable String from, @Nullable String to) {

        static Line of(FieldChange change) {
            return new Line(
                    Visible.text(change.field()),
                    shown(change.from(), change.sensitive()),
                    shown(change.to(), change.sensitive()));
        }

        private static @Nullable String shown(@Nullable String value, boolean sensitive) {
            if (value == null || value.equals(FieldChange.MASKED)) {
                return value;
            }
            return sensitive ? "(secret)" : Visible.quoted(value);
        }
    }
}
