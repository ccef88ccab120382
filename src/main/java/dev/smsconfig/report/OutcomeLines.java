package dev.smsconfig.report;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The tenants that are not where git wants them, grouped by what is wrong. */
final class OutcomeLines {

    private static final int NAMED = 5;
    private static final int GROUPS = 50;

    private OutcomeLines() {}

    static void add(List<Outcome> outcomes, Palette palette, List<String> lines) {
        Map<Reason, List<Outcome>> groups = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(Reason.of(outcome), reason -> new ArrayList<>())
                    .add(outcome);
        }
        groups.entrySet().stream().limit(GROUPS).forEach(group -> {
            lines.add("  " + palette.failed(group.getKey().kind.name()) + " " + names(group.getValue()));
            lines.add("      " + group.getKey().text);
        });
        if (groups.size() > GROUPS) {
            lines.add("  … and " + (groups.size() - GROUPS) + " more kinds of failure; -o json lists all");
        }
        if (!groups.isEmpty()) {
            lines.add("");
        }
    }

    private static String names(List<Outcome> outcomes) {
        String names = outcomes.stream()
                .limit(NAMED)
                .map(outcome -> outcome.tenant().value())
                .collect(Collectors.joining(", "));
        return outcomes.size() <= NAMED ? names : names + " and " + (outcomes.size() - NAMED) + " more";
    }

    private record Reason(OutcomeKind kind, String text) {
        static Reason of(Outcome outcome) {
            String text = Visible.text(Objects.requireNonNullElse(outcome.message(), ""));
            String fields = outcome.changes().stream()
                    .map(FieldChange::field)
                    .map(Visible::text)
                    .collect(Collectors.joining(", "));
            return new Reason(
                    outcome.kind(),
                    switch (outcome.kind()) {
                        case DIVERGED -> text + ": " + fields;
                        case UNSUPPORTED, REJECTED -> text + "; differs in " + fields;
                        default -> text;
                    });
        }
    }
}
