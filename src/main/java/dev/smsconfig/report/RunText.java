package dev.smsconfig.report;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.state.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One run for people: a line a tenant. */
public final class RunText {

    private static final int SHORT_COMMIT = 10;

    private final Palette palette;

    public RunText(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(RunReport report) {
        Run run = report.run();
        List<String> lines = new ArrayList<>();
        lines.add(palette.bold("Run " + run.id()) + ": " + run.command() + " in environment " + run.environment() + ", "
                + run.status());
        Instant ended = run.endedAt();
        lines.add("started " + run.startedAt() + (ended == null ? "" : ", ended " + ended) + ", by " + run.holder());
        lines.add("configs " + run.origin().configs() + commit(run));
        Provenance provenance = run.origin().provenance();
        if (provenance != null) {
            lines.addAll(ProvenanceText.lines(provenance));
        }
        Run.CarriedPlan plan = run.origin().plan();
        if (plan != null) {
            lines.add(carried(plan));
        }
        String undone = run.origin().undoes();
        if (undone != null) {
            lines.add("rolls back run " + undone);
        }
        report.rollout().undoneBy().forEach(by -> lines.add("rolled back by run " + by));
        SelectionText.line(report).ifPresent(lines::add);
        String message = run.message();
        if (message != null) {
            lines.add(Visible.text(message));
        }
        lines.addAll(new GuardText(palette).overrides(report));
        section("What happened", StoryText.lines(report.rollout().moments()), lines);
        section("Waves", RolloutText.waves(report.rollout()), lines);
        lines.add("");
        report.tenants().forEach(entry -> lines.add(line(entry)));
        lines.add("");
        lines.addAll(CoverageText.lines(report.coverage(), palette));
        lines.add(report.summary().sentence(run));
        lines.addAll(NextLines.of(report));
        return lines;
    }

    private void section(String title, List<String> section, List<String> lines) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.add(palette.bold(title));
            section.forEach(line -> lines.add("  " + line));
        }
    }

    private static String commit(Run run) {
        String commit = run.commit();
        if (commit == null) {
            return "";
        }
        return " at commit " + commit + (run.origin().dirty() ? " (with changes not committed)" : "");
    }

    private static String carried(Run.CarriedPlan plan) {
        String signer = plan.signer();
        return "carries out the sealed plan " + plan.sha256() + " of run " + Visible.text(plan.run())
                + (signer == null ? ", not signed" : ", signed by " + Visible.text(signer));
    }

    private static String line(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        String kind = outcome == null ? "NOT_ATTEMPTED" : outcome.kind().name();
        String line = "%-14s %-20s %s"
                .formatted(kind, entry.tenant().tenant(), entry.tenant().waveName());
        String commit = entry.tenant().commit();
        line += commit == null ? "" : "  " + commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
        return outcome == null ? line : line + fields(outcome) + message(outcome);
    }

    private static String fields(Outcome outcome) {
        if (outcome.changes().isEmpty()) {
            return "";
        }
        return "  "
                + outcome.changes().stream()
                        .map(FieldChange::field)
                        .map(Visible::text)
                        .collect(Collectors.joining(", "));
    }

    private static String message(Outcome outcome) {
        String message = Objects.requireNonNullElse(outcome.message(), "");
        return message.isEmpty() ? "" : "  (" + Visible.text(message) + ")";
    }
}
