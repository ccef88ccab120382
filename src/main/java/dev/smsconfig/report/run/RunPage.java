package dev.smsconfig.report.run;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.StoryText;
import dev.smsconfig.report.html.HtmlPage;
import dev.smsconfig.report.html.Tone;
import dev.smsconfig.report.run.Digest.Change;
import dev.smsconfig.report.run.Digest.Group;
import dev.smsconfig.report.run.Digest.Reason;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        values.put(
                "reasons",
                digest.reasons().stream().limit(GROUPS).map(this::reason).toList());
        values.put("otherReasons", Math.max(0, digest.reasons().size() - GROUPS));
        values.put("fates", fates());
        RunTables tables = new RunTables(report, digest);
        values.put("waves", tables.waves());
        values.put("guards", tables.guards());
        values.put("coverage", tables.coverage());
        values.put("tenants", tables.tenants());
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
     * @param who how many they are, or their names where that takes no more room
     * @param names where {@code who} has none
     */
    public record Shared(String who, Tone tone, String mark, String text, String names) {}

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
                tiles.add(new Tile(Integer.toString(count), RunTables.words(kind), RunTables.tone(kind)));
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
        return shared(
                group.tenants(), RunTables.tone(kind), kind.name(), group.what().text());
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
        return shared(
                group.tenants(),
                change.cause() == Cause.PENDING || change.cause() == Cause.UNKNOWN ? Tone.NOTE : Tone.WARN,
                change.cause().name(),
                change.change().field() + " " + change.change().values());
    }

    private static Shared shared(Members tenants, Tone tone, String mark, String text) {
        return tenants.count() <= FEW
                ? new Shared(tenants.text(FEW), tone, mark, text, "")
                : new Shared(tenants.counted(), tone, mark, text, tenants.text(Members.NAMED));
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
}
