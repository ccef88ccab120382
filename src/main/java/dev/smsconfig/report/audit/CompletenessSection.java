package dev.smsconfig.report.audit;

import dev.smsconfig.audit.PeriodLedger.Reach;
import dev.smsconfig.report.audit.CommitFate.Fate;
import dev.smsconfig.report.audit.Night.Status;
import dev.smsconfig.report.audit.PeriodStory.Population;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Section 2: that nothing is left out, counted from two sides. */
final class CompletenessSection {

    private CompletenessSection() {}

    static Section of(PeriodStory story) {
        Section.Builder section = Section.of(
                "completeness",
                2,
                "Completeness",
                "That nothing is left out. Events have numbers without gaps, and each one's hash covers the one before."
                        + " Runs are counted by the trail and by the ledger. Each commit that touches the config folder"
                        + " is planned, without effect, rejected or waiting for a run; each change comes from a commit or"
                        + " corrects what somebody did on a server.");
        runs(story, section);
        trail(story, section);
        reach(story, section);
        Balance balance = new Balance(story);
        section.sheet(balance.sheet());
        commits(story, balance, section);
        changes(story, balance, section);
        return section.section();
    }

    private static void runs(PeriodStory story, Section.Builder section) {
        List<RunStory> began = story.runs().stream()
                .filter(run -> story.question().period().contains(run.run().startedAt()))
                .toList();
        Set<RunStory> nightly = new HashSet<>();
        story.nights().forEach(night -> {
            if (night.run() != null) {
                nightly.add(night.run());
            }
        });
        Population population = story.population();
        String gaps = population.unknownRuns().isEmpty() && population.unheardRuns().isEmpty()
                ? "no gap"
                : "runs that only the trail knows: " + population.unknownRuns() + "; that only the ledger knows: "
                        + population.unheardRuns();
        int first = population.before() + 1;
        int last = began.stream().mapToInt(RunStory::number).max().orElse(0);
        section.fact("scheduled", "Nights due", story.nights().size())
                .fact("executed", "Nights that ran", count(story, status -> status != Status.MISSED))
                .fact("missed", "Nights missed", count(story, Status.MISSED::equals))
                .fact("runs", "Runs that began", began.size())
                .fact("interrupted", "Runs interrupted", count(story.runs(), run -> run.interrupted() > 0))
                .fact(
                        "manual",
                        "Applies beside the nights",
                        count(began, run -> run.run().maySave() && !nightly.contains(run)))
                .fact("looks", "Runs that only looked", count(began, run -> !run.run().maySave()))
                .fact("firstRun", "First run number", last == 0 ? null : first)
                .fact("lastRun", "Last run number", last == 0 ? null : last)
                .fact("runGaps", "Sequence of runs", gaps)
                .fact(
                        "otherEnvironments",
                        "Runs of other environments, not in this report",
                        population.environments().entrySet().stream()
                                .filter(other -> !other.getKey().equals(story.question().environment()))
                                .map(other -> other.getKey() + ": " + other.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private static int count(PeriodStory story, Predicate<Status> which) {
        return (int) story.nights().stream()
                .filter(night -> which.test(night.status()))
                .count();
    }

    private static int count(List<RunStory> runs, Predicate<RunStory> which) {
        return (int) runs.stream().filter(which).count();
    }

    private static void trail(PeriodStory story, Section.Builder section) {
        var events = story.trail().events();
        section.fact("firstEvent", "First event of the period", events.first())
                .fact("lastEvent", "Last event of the period", events.last())
                .fact("events", "Events of the period", events.count())
                .fact("missingEvents", "Numbers without an event", story.trail().chain().missing());
    }

    private static void reach(PeriodStory story, Section.Builder section) {
        @Nullable RunStory newest = null;
        Reach last = new Reach(0, 0);
        int leastRead = Integer.MAX_VALUE;
        for (Map.Entry<RunStory, Reach> run : story.population().reach().entrySet()) {
            newest = run.getKey();
            last = run.getValue();
            leastRead = Math.min(leastRead, last.read());
        }
        section.fact("tenantsInGit", "Tenants in git, at the last apply", newest == null ? null : newest.run().origin().fleetSize())
                .fact("tenantsTaken", "Of these in the run", newest == null ? null : last.tenants())
                .fact("tenantsRead", "Of these read", newest == null ? null : last.read())
                .fact("leastRead", "Fewest read in an apply of the whole fleet", newest == null ? null : leastRead);
    }

    private static void commits(PeriodStory story, Balance balance, Section.Builder section) {
        boolean known = story.git().isThere();
        section.fact("commits", "Commits that touch the config folder", known ? story.commits().size() : null);
        for (Fate fate : Fate.values()) {
            section.fact(
                    "commits" + camel(fate.name()),
                    "Commits: " + fate.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    known ? balance.commits(fate) : null);
        }
        Sheet.Builder sheet = Sheet.of(
                "commits",
                "Commits that touch the config folder, and what became of each",
                Column.id("commit", "Commit"),
                Column.moment("committedAt", "Committed"),
                Column.text("author", "Author"),
                Column.text("subject", "Subject"),
                Column.choice("fate", "Came to"),
                Column.number("files", "Files"),
                Column.number("tenants", "Tenants"),
                Column.code("runs", "Runs"),
                Column.text("note", "Why"));
        for (CommitFate fate : story.commits()) {
            var commit = fate.touch().provenance();
            sheet.row(
                    commit.commit(),
                    commit.committer().time(),
                    People.name(commit.author()),
                    commit.subject(),
                    fate.fate().name(),
                    fate.touch().files().size(),
                    fate.tenants(),
                    String.join(" ", fate.runs()),
                    fate.note());
        }
        section.sheet(sheet);
    }

    private static void changes(PeriodStory story, Balance balance, Section.Builder section) {
        section.fact("changes", "Changes that were sent", story.changes().size())
                .fact("changesOfPeriod", "Changes from commits of the period", balance.ofPeriod())
                .fact("changesOfEarlier", "Changes from earlier commits", balance.ofEarlier())
                .fact("changesOfDrift", "Changes that correct what was done on a server", balance.ofDrift())
                .fact("changesUnexplained", "Changes unexplained: from no commit that is known", balance.ofNothing())
                .fact("changesSha256", "Hash total: SHA-256 over the ids of changes, one a line", hash(story.changes()));
        for (Change.Type type : Change.Type.values()) {
            section.fact(
                    "type" + camel(type.name()),
                    "Changes: " + type.text(),
                    (int) story.changes().stream()
                            .filter(change -> change.type() == type)
                            .count());
        }
    }

    /** {@code NO_EFFECT} as {@code NoEffect}. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_")) {
            camel.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return camel.toString();
    }

    private static String hash(List<Change> changes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            changes.forEach(change -> digest.update((change.id() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
