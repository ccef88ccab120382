package dev.smsconfig.report;

import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.GuardVerdict.Decision;
import java.util.ArrayList;
import java.util.List;

/** What guards said of a run, for people: those that permitted say nothing. */
final class GuardText {

    private final Palette palette;

    GuardText(Palette palette) {
        this.palette = palette;
    }

    /** Of the last execution: what an apply would be refused for, where this run is a plan, and what is warned of. */
    List<String> lines(RunReport report) {
        List<String> lines = new ArrayList<>();
        for (GuardRecord record : report.lastGuards()) {
            GuardVerdict verdict = record.verdict();
            String text = Visible.text(verdict.text());
            if (verdict.decision() == Decision.WARNED) {
                lines.add(palette.changed("Warning") + ": " + text);
            } else if (record.refuses() && !report.run().maySave()) {
                lines.add(palette.failed("apply would be refused") + " by " + text);
            }
            GuardRecord.Override override = record.override();
            if (override != null) {
                lines.add(override(record, override));
            }
        }
        return lines;
    }

    /** Of all executions: what somebody let pass. */
    List<String> overrides(RunReport report) {
        List<String> lines = new ArrayList<>();
        for (GuardRecord record : report.guards()) {
            GuardRecord.Override override = record.override();
            if (override != null) {
                lines.add(record.at() + " " + override(record, override));
            }
        }
        return lines;
    }

    private String override(GuardRecord record, GuardRecord.Override override) {
        String guard = "guards." + record.verdict().guard().key();
        String what = record.wasOverridden()
                ? guard + " overridden (" + record.verdict().finding() + ")"
                : guard + ": the override was not needed (" + record.verdict().finding() + ")";
        return palette.changed("Override") + ": "
                + Visible.text(what + "; reason: " + override.reason() + "; by " + override.by());
    }
}
