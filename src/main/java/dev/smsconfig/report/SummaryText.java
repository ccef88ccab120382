package dev.smsconfig.report;

import dev.smsconfig.audit.Run;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.List;

/** How a run ended, for people: what went wrong by tenant, what the server did not show, the sentence, what next. */
public final class SummaryText {

    private final Palette palette;

    public SummaryText(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(RunReport report) {
        Run run = report.run();
        List<Outcome> incomplete = new ArrayList<>();
        List<Outcome> unverifiable = new ArrayList<>();
        report.tenants().forEachNotable(entry -> {
            Outcome outcome = entry.outcome();
            boolean refused = outcome != null && outcome.kind() == OutcomeKind.NOT_ATTEMPTED && run.message() != null;
            if (refused) {
                // the message says it once for all of them
                return;
            }
            if (outcome != null && outcome.kind().needsReason()) {
                incomplete.add(outcome);
            } else if (outcome != null && !outcome.unverifiable().isEmpty()) {
                unverifiable.add(outcome);
            }
        });
        List<String> lines = new ArrayList<>();
        OutcomeLines.add(incomplete, palette, lines);
        if (!unverifiable.isEmpty()) {
            int count = unverifiable.size();
            lines.add("  " + count + (count == 1 ? " tenant holds" : " tenants hold")
                    + " secrets that the server masks;" + " they were compared by what was last applied");
            lines.add("");
        }
        String message = run.message();
        if (message != null) {
            lines.add(palette.failed(run.status().name()) + ": " + Visible.text(message));
        }
        lines.addAll(new GuardText(palette).overrides(report));
        lines.addAll(CoverageText.lines(report.coverage(), palette));
        SelectionText.line(report).ifPresent(lines::add);
        lines.add(report.summary().sentence(run));
        int unobserved = report.rollout().unobserved();
        if (run.maySave() && unobserved > 0) {
            lines.add(unobserved + " unreachable: they could not be observed, and spend no failure budget.");
        }
        lines.addAll(NextLines.of(report));
        return lines;
    }
}
