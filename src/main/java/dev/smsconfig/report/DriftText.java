package dev.smsconfig.report;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A drift run for people: what differs by who moved, then what could not be read, then the counts. */
public final class DriftText {

    private final Palette palette;

    public DriftText(Palette palette) {
        this.palette = palette;
    }

    /** The lines of a report, with the closing sentence last. */
    public List<String> lines(RunReport report) {
        List<Outcome> differing = new ArrayList<>();
        List<Outcome> failed = new ArrayList<>();
        report.tenants().forEachNotable(entry -> {
            Outcome outcome = entry.outcome();
            if (outcome != null) {
                if (!outcome.changes().isEmpty()) {
                    differing.add(outcome);
                }
                if (outcome.kind().needsReason()) {
                    failed.add(outcome);
                }
            }
        });
        List<String> lines = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            List<ChangeLines.Of> of = ChangeLines.Of.matching(differing, change -> change.cause() == cause);
            if (!of.isEmpty()) {
                lines.add(palette.bold(cause + ": " + words(cause)) + palette.faint(" (" + tenants(of.size()) + ")"));
                lines.add("");
                new ChangeLines(palette).add(of, lines);
            }
        }
        OutcomeLines.add(failed, palette, lines);
        lines.addAll(CoverageText.lines(report.coverage(), palette));
        SelectionText.line(report).ifPresent(lines::add);
        lines.add(sentence(report, causes(differing)));
        return lines;
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case PENDING -> "git moved, and no run has saved it yet";
            case DRIFT -> "the server moved";
            case CONFLICT -> "git and the server moved";
            case UNKNOWN -> "no run ever verified the tenant, so who moved is not known";
        };
    }

    private static String tenants(int count) {
        return count + (count == 1 ? " tenant" : " tenants");
    }

    /**
     * The closing sentence.
     *
     * @param causes how many tenants differ, by the cause of their differences together
     */
    public static String sentence(RunReport report, Map<Cause, Integer> causes) {
        StringBuilder sentence = new StringBuilder("Drift: ");
        sentence.append(causes.getOrDefault(Cause.DRIFT, 0)).append(" drifted, ");
        sentence.append(causes.getOrDefault(Cause.PENDING, 0)).append(" pending, ");
        sentence.append(causes.getOrDefault(Cause.CONFLICT, 0)).append(" in conflict, ");
        sentence.append(causes.getOrDefault(Cause.UNKNOWN, 0)).append(" never verified, ");
        sentence.append(report.summary().of(OutcomeKind.IN_SYNC)).append(" in sync, ");
        sentence.append(report.summary().of(OutcomeKind.FAILED)).append(" failed");
        int skipped = report.summary().of(OutcomeKind.SKIPPED);
        int notAttempted = report.summary().of(OutcomeKind.NOT_ATTEMPTED);
        int unknown = report.summary().of(OutcomeKind.UNKNOWN);
        if (skipped > 0) {
            sentence.append(", ").append(skipped).append(" skipped");
        }
        if (notAttempted > 0) {
            sentence.append(", ").append(notAttempted).append(" not attempted");
        }
        if (unknown > 0) {
            sentence.append(", ").append(unknown).append(" unknown");
        }
        int accepted = report.summary().differences().accepted();
        if (accepted > 0) {
            sentence.append("; ").append(tenants(accepted)).append(" with accepted differences");
        }
        return sentence.append('.').toString();
    }

    /** Several causes together are a conflict. */
    private static Map<Cause, Integer> causes(List<Outcome> differing) {
        Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
        for (Outcome outcome : differing) {
            Cause together = outcome.cause();
            if (together != null) {
                causes.merge(together, 1, Integer::sum);
            }
        }
        return causes;
    }
}
