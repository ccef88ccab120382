package dev.smsconfig.report.run;

import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.ShownChange;
import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Column;
import dev.smsconfig.report.html.Table.Row;
import dev.smsconfig.report.html.Tone;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.WaveRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of a run's page; null where there is nothing to list. */
final class RunTables {

    private final RunReport report;
    private final Digest digest;

    RunTables(RunReport report, Digest digest) {
        this.report = report;
        this.digest = digest;
    }

    @Nullable
    Table waves() {
        List<WaveReport> waves = report.rollout().waves();
        return waves.isEmpty()
                ? null
                : new Table(
                        "waves",
                        "Waves, in their order",
                        List.of(
                                Column.text("Wave"),
                                Column.text("State"),
                                Column.number("Tenants"),
                                Column.text("Outcomes"),
                                Column.text("Began"),
                                Column.text("Ended"),
                                Column.text("Approval"),
                                Column.text("Note")),
                        waves.stream().map(RunTables::wave).toList());
    }

    private static Row wave(WaveReport report) {
        WaveRecord wave = report.wave();
        WaveRecord.Passage passage = wave.passage();
        Tone tone = switch (wave.state()) {
            case PASSED -> Tone.GOOD;
            case STOPPED -> Tone.BAD;
            case AWAITING_APPROVAL, SAVING, SOAKING -> Tone.NOTE;
            case PENDING -> Tone.QUIET;
        };
        return Row.of(
                Cell.of(wave.name()),
                Cell.mark(wave.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), tone),
                Cell.of(wave.tenants()),
                Cell.of(report.outcomes().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + words(entry.getKey()))
                        .collect(Collectors.joining(", "))),
                Cell.of(Times.utc(passage.beganAt())),
                Cell.of(Times.utc(passage.endedAt())),
                Cell.of(approval(wave)),
                Cell.of(passage.note()));
    }

    private static String approval(WaveRecord wave) {
        Approval approval = wave.approval();
        if (approval == null) {
            return wave.gate().approval() ? "required" : "";
        }
        String signer = approval.signer();
        return approval.by() + ", " + Times.utc(approval.at()) + ": " + approval.reason() + " ("
                + (signer == null ? "claimed" : "verified, signed by " + signer) + ")";
    }

    @Nullable
    Table guards() {
        List<GuardRecord> guards = report.guards();
        return guards.isEmpty()
                ? null
                : new Table(
                        "guards",
                        "What guards found, in their order",
                        List.of(
                                Column.code("Guard"),
                                Column.text("Decision"),
                                Column.text("Finding"),
                                Column.text("Override"),
                                Column.text("When")),
                        guards.stream().map(RunTables::guard).toList());
    }

    private static Row guard(GuardRecord guard) {
        Decision decision = guard.verdict().decision();
        GuardRecord.Override override = guard.override();
        Tone tone = switch (decision) {
            case PERMITTED -> Tone.GOOD;
            case WARNED -> Tone.WARN;
            case REFUSED -> override == null ? Tone.BAD : Tone.WARN;
        };
        return Row.of(
                Cell.of(guard.verdict().guard().key()),
                Cell.mark(guard.wasOverridden() ? "overridden" : decision.name().toLowerCase(Locale.ROOT), tone),
                Cell.of(guard.verdict().finding()),
                Cell.of(
                        override == null
                                ? ""
                                : override.reason() + " (" + override.by()
                                        + (guard.wasOverridden() ? ")" : ", not needed)")),
                Cell.of(Times.utc(guard.at())));
    }

    @Nullable
    Table coverage() {
        List<CoverageGap> gaps = report.coverage().gaps();
        return gaps.isEmpty()
                ? null
                : new Table(
                        "gaps",
                        report.coverage().fails()
                                ? "What the fleet does not cover, for which the policy fails the run"
                                : "What the fleet does not cover",
                        List.of(Column.code("Tenant"), Column.choice("What is missing"), Column.text("Since")),
                        gaps.stream().limit(Digest.ROWS).map(RunTables::gap).toList());
    }

    private static Row gap(CoverageGap gap) {
        String what = switch (gap.kind()) {
            case FILE_WITHOUT_TENANT -> "has a file and is not in the inventory";
            case TENANT_WITHOUT_FILE -> "has no file, so is not managed";
            case NOT_VERIFIED -> "not verified for longer than maxAge";
            case NEVER_VERIFIED -> "never verified, for longer than maxAge";
        };
        return Row.of(Cell.of(gap.tenant().value()), Cell.of(what), Cell.of(Times.utc(gap.since())));
    }

    @Nullable
    Table tenants() {
        return digest.notable() == 0
                ? null
                : new Table(
                        "tenants",
                        "Tenants about which there is something to say, those not where git wants them first",
                        List.of(
                                Column.code("Tenant"),
                                Column.choice("Outcome"),
                                Column.choice("Wave"),
                                Column.choice("Cause"),
                                Column.text("Changes"),
                                Column.text("Message"),
                                Column.number("Attempts")),
                        digest.rows().stream().map(RunTables::tenant).toList());
    }

    private static Row tenant(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        OutcomeKind kind = Digest.kind(entry);
        Cause cause = outcome == null ? null : outcome.cause();
        return Row.of(
                Cell.of(entry.tenant().tenant().value()),
                Cell.mark(kind.name(), tone(kind)),
                Cell.of(entry.tenant().waveName()),
                Cell.of(cause == null ? "" : cause.name()),
                Cell.of(outcome == null ? "" : changes(outcome)),
                Cell.of(outcome == null ? "" : outcome.message()),
                Cell.of(outcome == null ? 0 : outcome.attempts()));
    }

    private static String changes(Outcome outcome) {
        String changes = outcome.changes().stream()
                .map(ShownChange::of)
                .map(change -> change.field() + " " + change.values())
                .collect(Collectors.joining("; "));
        String masked = outcome.unverifiable().isEmpty()
                ? ""
                : "not shown by the server: " + String.join(", ", outcome.unverifiable());
        return changes.isEmpty() || masked.isEmpty() ? changes + masked : changes + "; " + masked;
    }

    static String words(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Tone tone(OutcomeKind kind) {
        return switch (kind) {
            case IN_SYNC, CONVERGED -> Tone.GOOD;
            case PLANNED -> Tone.NOTE;
            case DIVERGED, REJECTED, FAILED, UNKNOWN -> Tone.BAD;
            case STALE, UNSUPPORTED -> Tone.WARN;
            case SKIPPED, NOT_ATTEMPTED -> Tone.QUIET;
        };
    }
}
