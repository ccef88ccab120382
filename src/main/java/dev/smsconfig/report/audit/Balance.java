package dev.smsconfig.report.audit;

import dev.smsconfig.audit.TrailReading.Chain;
import dev.smsconfig.report.audit.CommitFate.Fate;
import dev.smsconfig.report.audit.Night.Status;
import dev.smsconfig.report.audit.PeriodStory.Population;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is counted from two sides, and what is left over. */
final class Balance {

    private final PeriodStory story;
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private int ofPeriod;
    private int ofEarlier;
    private int ofDrift;
    private int ofNothing;

    Balance(PeriodStory story) {
        this.story = story;
        story.commits().forEach(commit -> fates.merge(commit.fate(), 1, Integer::sum));
        Set<String> touches =
                story.commits().stream().map(fate -> fate.touch().id()).collect(Collectors.toSet());
        story.changes().forEach(change -> count(change, touches));
    }

    private void count(Change change, Set<String> touches) {
        var commit = change.commit();
        Instant from = story.question().period().from();
        if (change.type() == Change.Type.DRIFT_CORRECT) {
            ofDrift++;
        } else if (commit != null && touches.contains(commit.commit())) {
            ofPeriod++;
        } else if (commit != null && commit.committer().time().isBefore(from)) {
            ofEarlier++;
        } else {
            ofNothing++;
        }
    }

    int commits(Fate fate) {
        return fates.getOrDefault(fate, 0);
    }

    int nights(Status status) {
        return (int) story.nights().stream()
                .filter(night -> night.status() == status)
                .count();
    }

    int ofPeriod() {
        return ofPeriod;
    }

    int ofEarlier() {
        return ofEarlier;
    }

    int ofDrift() {
        return ofDrift;
    }

    int ofNothing() {
        return ofNothing;
    }

    Sheet.Builder sheet() {
        Sheet.Builder sheet = Sheet.of(
                "reconciliation",
                "Reconciliation: each total, and what it is made of",
                Column.text("total", "Total"),
                Column.number("count", "Count"),
                Column.text("parts", "Is made of"),
                Column.number("unexplained", "Unexplained"));
        nights(sheet);
        Population population = story.population();
        int strange = population.unknownRuns().size() + population.unheardRuns().size();
        sheet.row(
                "Runs that the trail or the ledger knows",
                story.runs().size() + population.unknownRuns().size(),
                story.runs().size() - population.unheardRuns().size() + " that both know",
                strange);
        Chain chain = story.trail().chain();
        @Nullable Long first = chain.first();
        @Nullable Long last = chain.last();
        if (first != null && last != null) {
            sheet.row(
                    "Numbers of events, " + first + " to " + last,
                    last - first + 1,
                    chain.read() + " events that are there",
                    chain.missing());
        }
        if (story.git().isThere()) {
            sheet.row(
                    "Commits that touch the config folder",
                    story.commits().size(),
                    commits(Fate.PLANNED) + " planned + " + commits(Fate.NO_EFFECT) + " without effect + "
                            + commits(Fate.REJECTED) + " rejected + " + commits(Fate.AWAITING) + " waiting for a run",
                    commits(Fate.UNEXPLAINED));
        }
        sheet.row(
                "Changes that were sent",
                story.changes().size(),
                ofPeriod + " from commits of the period + " + ofEarlier + " from earlier ones + " + ofDrift
                        + " that correct what was done on a server",
                ofNothing);
        return sheet;
    }

    private void nights(Sheet.Builder sheet) {
        sheet.row(
                "Nights that were due",
                story.nights().size(),
                nights(Status.RAN_CHANGED) + " changed + " + nights(Status.RAN_NO_CHANGE) + " quiet + "
                        + nights(Status.RAN_FAILED) + " failed + " + nights(Status.MISSED) + " missed",
                0);
    }
}
