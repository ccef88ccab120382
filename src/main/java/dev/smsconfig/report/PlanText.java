package dev.smsconfig.report;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan for people: changes that many tenants share first, in one line each, then what is left tenant by tenant. */
public final class PlanText {

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
        ChangeLines changes = new ChangeLines(palette);
        List<Outcome> toSave = planned.stream().filter(Outcome::isToBeSaved).toList();
        if (!toSave.isEmpty()) {
            lines.add(title(report.run(), toSave));
            lines.add("");
            changes.add(ChangeLines.Of.matching(toSave, change -> change.treatment() == Treatment.HEAL), lines);
        }
        left("Reported, and left as it is on the server:", Treatment.REPORT, planned, lines);
        left("Accepted differences:", Treatment.ACCEPT, planned, lines);
        OutcomeLines.add(failed, palette, lines);
        lines.addAll(new GuardText(palette).lines(report));
        lines.addAll(RolloutText.forecast(report.rollout()));
        lines.addAll(CoverageText.lines(report.coverage(), palette));
        SelectionText.line(report).ifPresent(lines::add);
        lines.add(sentence(report));
        return lines;
    }

    private String title(Run run, List<Outcome> toSave) {
        String title = "Changes in environment " + run.environment();
        return run.isRollback()
                ? palette.bold(title + ", back to what was there before run "
                        + run.origin().undoes())
                : palette.bold(title) + causes(toSave);
    }

    private void left(String title, Treatment treatment, List<Outcome> outcomes, List<String> lines) {
        List<ChangeLines.Of> left = ChangeLines.Of.matching(outcomes, change -> change.treatment() == treatment);
        if (!left.isEmpty()) {
            lines.add(palette.bold(title));
            lines.add("");
            new ChangeLines(palette).add(left, lines);
        }
    }

    private static String sentence(RunReport report) {
        Summary summary = report.summary();
        boolean quiet = summary.of(OutcomeKind.IN_SYNC) == summary.tenants()
                && summary.differences().accepted() == 0;
        if (quiet) {
            return SelectionText.nothingToChange(report);
        }
        return summary.sentence(false);
    }

    private static void sort(LedgerEntry entry, List<Outcome> planned, List<Outcome> failed) {
        Outcome outcome = entry.outcome();
        if (outcome == null) {
            return;
        }
        if (outcome.kind() == OutcomeKind.PLANNED || outcome.kind() == OutcomeKind.IN_SYNC) {
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
}
