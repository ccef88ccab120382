package dev.smsconfig.report;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.state.TenantId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Changes for people: those that many tenants share first, in one line each, then what is left tenant by tenant. */
final class ChangeLines {

    /** More tenants than this nobody reads; the JSON has them all. */
    private static final int LISTED = 50;
    /** Of the changes that tenants share, so many that a plan still fits one screen with what stands around it. */
    private static final int SHARED = 12;

    private final Palette palette;

    ChangeLines(Palette palette) {
        this.palette = palette;
    }

    /** The changes of a tenant that a part of a report is about. */
    record Of(TenantId tenant, List<FieldChange> changes) {

        /** Of each outcome the changes that match; those without any are left out. */
        static List<Of> matching(List<Outcome> outcomes, Predicate<FieldChange> predicate) {
            return outcomes.stream()
                    .map(outcome -> new Of(
                            outcome.tenant(),
                            outcome.changes().stream().filter(predicate).toList()))
                    .filter(of -> !of.changes.isEmpty())
                    .toList();
        }
    }

    void add(List<Of> tenants, List<String> lines) {
        Map<ShownChange, Integer> shared = new LinkedHashMap<>();
        for (Of of : tenants) {
            of.changes().forEach(change -> shared.merge(ShownChange.of(change), 1, Integer::sum));
        }
        shared.values().removeIf(count -> count == 1);
        shared.entrySet().stream()
                .sorted(Map.Entry.<ShownChange, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(SHARED)
                .forEach(entry -> lines.add("  " + entry.getValue() + " tenants: " + text(entry.getKey())));
        if (shared.size() > SHARED) {
            lines.add("  … and " + (shared.size() - SHARED)
                    + " changes more that several tenants share; -o json lists all");
        }
        if (!shared.isEmpty()) {
            lines.add("");
        }
        outliers(tenants, shared, lines);
    }

    private void outliers(List<Of> tenants, Map<ShownChange, Integer> shared, List<String> lines) {
        List<Of> alone = tenants.stream()
                .filter(of -> of.changes().stream().anyMatch(c -> !shared.containsKey(ShownChange.of(c))))
                .toList();
        for (Of of : alone.subList(0, Math.min(LISTED, alone.size()))) {
            List<ShownChange> own = of.changes().stream()
                    .map(ShownChange::of)
                    .filter(line -> !shared.containsKey(line))
                    .toList();
            int others = of.changes().size() - own.size();
            lines.add("  " + palette.bold(of.tenant().value())
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

    private String text(ShownChange line) {
        if (line.from() == null) {
            return palette.added("+ " + line.field() + " " + Objects.requireNonNullElse(line.to(), ""));
        }
        if (line.to() == null) {
            return palette.removed("- " + line.field() + " " + line.from());
        }
        return palette.changed("~ " + line.field() + " " + line.from() + " -> " + line.to());
    }
}
