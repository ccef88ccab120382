package dev.smsconfig.report;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.List;

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
        lines.add(sentence(report, differing));
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

    private static String sentence(RunReport report, List<Outcome> differing) {
        StringBuilder sentence = new StringBuilder("Drift: ");
        sentence.append(count(differing, Cause.DRIFT)).append(" drifted, ");
        sentence.append(count(differing, Cause.PENDING)).append(" pending, ");
        sentence.append(count(differing, Cause.CONFLICT)).append(" in conflict, ");
        sentence.append(count(differing, Cause.UNKNOWN)).append(" never verified, ");
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

    /** Tenants whose differences all have that cause; several causes together are a conflict. */
    private static long count(List<Outcome> differing, Cause cause) {
        return differing.stream().filter(outcome -> outcome.cause() == cause).count();
    }
}
