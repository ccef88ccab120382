package dev.smsconfig.report.run;

import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.ShownChange;
import dev.smsconfig.report.StoryText;
import dev.smsconfig.report.html.HtmlPage;
import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Column;
import dev.smsconfig.report.html.Table.Row;
import dev.smsconfig.report.html.Tone;
import dev.smsconfig.report.run.Digest.Change;
import dev.smsconfig.report.run.Digest.Group;
import dev.smsconfig.report.run.Digest.Reason;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.WaveRecord;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code index.html}: a run for people. */
final class RunPage {

    private static final int GROUPS = 200;
    private static final int FEW = 3;
    private static final int OPEN = 10;

    private final RunReport report;
    private final Digest digest;
    private final Surroundings around;

    private RunPage(RunReport report, Digest digest, Surroundings around) {
        this.report = report;
        this.digest = digest;
        this.around = around;
    }

    /** Writes it as UTF-8. Leaves {@code out} open. */
    static void write(RunReport report, Digest digest, Surroundings around, OutputStream out) {
        HtmlPage.render("run/run", new RunPage(report, digest, around).values(), out);
    }

    private Map<String, @Nullable Object> values() {
        Verdict verdict = new Verdict(report, digest);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("title", verdict.title());
        values.put("version", around.version());
        values.put("word", verdict.word());
        values.put("tone", verdict.tone());
        values.put("sentence", verdict.sentence());
        values.put("message", report.run().message() == null ? "" : report.run().message());
        values.put("next", String.join("\n", verdict.next()));
        values.put("facts", new RunFacts(report).list());
        values.put("tiles", tiles());
        values.put("reasons", digest.reasons().stream().limit(GROUPS).map(this::reason).toList());
        values.put("otherReasons", Math.max(0, digest.reasons().size() - GROUPS));
        values.put("fates", fates());
        values.put("waves", waves());
        values.put("guards", guards());
        values.put("tenants", tenants());
        values.put("notable", digest.notable());
        values.put("rows", digest.rows().size());
        values.put("unverifiable", unverifiable());
        values.put("inSync", inSync());
        values.put("story", StoryText.lines(report.rollout().moments()));
        // one bar is no trend
        boolean compared = around.trend().size() > 1;
        TrendCharts trend = new TrendCharts(around.trend(), report.run().id());
        values.put("charts", compared ? trend.charts() : List.of());
        values.put("trend", compared ? trend.table() : null);
        return values;
    }

    /** A figure and what it counts. */
    public record Tile(String figure, String what, Tone tone) {}

    /**
     * Something that tenants share.
     *
     * @param few whether their names take no more room than their count
     */
    public record Shared(boolean few, String count, Tone tone, String mark, String text, String names) {}

    /**
     * What became of some changes, and those: the first as they stand, more folded away.
     *
     * @param others how many are not on the page
     */
    public record Fates(String words, List<Shared> changes, List<Shared> more, int others) {}

    /** Tenants of a wave. */
    public record Names(String count, String wave, String names) {}

    private List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        for (OutcomeKind kind : OutcomeKind.values()) {
            int count = report.summary().of(kind);
            if (count > 0) {
                tiles.add(new Tile(Integer.toString(count), words(kind), tone(kind)));
            }
        }
        tile(report.summary().differences().drifted(), "drifted", Tone.WARN, tiles);
        tile(report.summary().differences().reported(), "reported and left", Tone.NOTE, tiles);
        tile(report.summary().differences().accepted(), "with accepted differences", Tone.NOTE, tiles);
        return tiles;
    }

    private static void tile(int count, String what, Tone tone, List<Tile> tiles) {
        if (count > 0) {
            tiles.add(new Tile(Integer.toString(count), what, tone));
        }
    }

    private Shared reason(Group<Reason> group) {
        OutcomeKind kind = group.what().kind();
        return new Shared(
                few(group.tenants()), group.tenants().counted(), tone(kind), kind.name(), group.what().text(), names(group.tenants()));
    }

    private List<Fates> fates() {
        List<Fates> fates = new ArrayList<>();
        List<Group<Change>> changes = digest.changes();
        for (Fate fate : Fate.values()) {
            List<Group<Change>> all = changes.stream()
                    .filter(group -> group.what().fate() == fate)
                    .toList();
            if (!all.isEmpty()) {
                List<Shared> shown =
                        all.stream().limit(GROUPS).map(RunPage::change).toList();
                int open = Math.min(OPEN, shown.size());
                String words = fate.words(report.run());
                fates.add(new Fates(
                        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                        shown.subList(0, open),
                        shown.subList(open, shown.size()),
                        all.size() - shown.size()));
            }
        }
        return fates;
    }

    private static Shared change(Group<Change> group) {
        Change change = group.what();
        return new Shared(
                few(group.tenants()),
                group.tenants().counted(),
                change.cause() == Cause.PENDING || change.cause() == Cause.UNKNOWN ? Tone.NOTE : Tone.WARN,
                change.cause().name(),
                change.change().field() + " " + change.change().values(),
                names(group.tenants()));
    }

    private static boolean few(Members tenants) {
        return tenants.count() <= FEW;
    }

    private static String names(Members tenants) {
        return tenants.text(Members.NAMED);
    }

    private @Nullable Table waves() {
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
                        waves.stream().map(RunPage::wave).toList());
    }

    private static Row wave(WaveReport report) {
        WaveRecord wave = report.wave();
        WaveRecord.Passage passage = wave.passage();
        Tone tone =
                switch (wave.state()) {
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

    private @Nullable Table guards() {
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
                        guards.stream().map(RunPage::guard).toList());
    }

    private static Row guard(GuardRecord guard) {
        Decision decision = guard.verdict().decision();
        GuardRecord.Override override = guard.override();
        Tone tone =
                switch (decision) {
                    case PERMITTED -> Tone.GOOD;
                    case WARNED -> Tone.WARN;
                    case REFUSED -> override == null ? Tone.BAD : Tone.WARN;
                };
        return Row.of(
                Cell.of(guard.verdict().guard().key()),
                Cell.mark(
                        guard.wasOverridden() ? "overridden" : decision.name().toLowerCase(Locale.ROOT), tone),
                Cell.of(guard.verdict().finding()),
                Cell.of(
                        override == null
                                ? ""
                                : override.reason() + " (" + override.by()
                                        + (guard.wasOverridden() ? ")" : ", not needed)")),
                Cell.of(Times.utc(guard.at())));
    }

    private @Nullable Table tenants() {
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
                        digest.rows().stream().map(RunPage::tenant).toList());
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

    private String unverifiable() {
        int count = digest.unverifiable();
        return count == 0
                ? ""
                : count + (count == 1 ? " tenant holds" : " tenants hold")
                        + " secrets that the server masks; they were compared by what was last applied.";
    }

    private List<Names> inSync() {
        return digest.inSync().entrySet().stream()
                .map(entry -> new Names(
                        Members.counted(entry.getValue().size(), "tenant"),
                        entry.getKey(),
                        String.join(" ", entry.getValue())))
                .toList();
    }

    private static String words(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Tone tone(OutcomeKind kind) {
        return switch (kind) {
            case IN_SYNC, CONVERGED -> Tone.GOOD;
            case PLANNED -> Tone.NOTE;
            case DIVERGED, REJECTED, FAILED, UNKNOWN -> Tone.BAD;
            case STALE, UNSUPPORTED -> Tone.WARN;
            case SKIPPED, NOT_ATTEMPTED -> Tone.QUIET;
        };
    }
}
