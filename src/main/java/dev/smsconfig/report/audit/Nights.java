package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.report.audit.GitFacts.Touch;
import dev.smsconfig.report.audit.Night.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The calendar: for each time at which a run was due, the apply of the whole fleet that began then. One that began hours
 * later is somebody's answer to a missed night, and not the night's run.
 */
final class Nights {

    /** Clocks of scheduler and machine may differ. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration LATE = Duration.ofHours(4);
    private static final Set<String> GOOD = Set.of("COMPLETED", "PAUSED", "SUPERSEDED");

    private final Question question;
    private final GitFacts git;
    private final List<RunStory> runs;
    private final ToIntFunction<RunStory> applied;

    /** @param applied how many fields a run changed */
    Nights(Question question, GitFacts git, List<RunStory> runs, ToIntFunction<RunStory> applied) {
        this.question = question;
        this.git = git;
        this.runs = runs;
        this.applied = applied;
    }

    /** Empty where nothing is expected. */
    List<Night> calendar() {
        List<Night> nights = new ArrayList<>();
        if (question.schedule() == null) {
            return nights;
        }
        Period period = question.period();
        List<Instant> due = DueTimes.of(question.schedule(), period);
        Set<RunStory> taken = new HashSet<>();
        for (int i = 0; i < due.size() && due.get(i).isBefore(period.to()); i++) {
            Instant at = due.get(i);
            Duration distance = i + 1 < due.size() ? Duration.between(at, due.get(i + 1)) : LATE.multipliedBy(2);
            Duration late = LATE.compareTo(distance.dividedBy(2)) < 0 ? LATE : distance.dividedBy(2);
            Optional<RunStory> run = runs.stream()
                    .filter(RunStory::isWhole)
                    .filter(one -> !taken.contains(one) && isFor(at, late, one))
                    .min(Comparator.comparing(one -> one.run().startedAt()));
            run.ifPresent(taken::add);
            nights.add(run.map(one -> ran(at, one)).orElseGet(() -> missed(at, late)));
        }
        return nights;
    }

    private static boolean isFor(Instant due, Duration late, RunStory run) {
        Instant began = run.run().startedAt();
        return !began.isBefore(due.minus(EARLY)) && began.isBefore(due.plus(late));
    }

    private Night ran(Instant due, RunStory run) {
        int changes = applied.applyAsInt(run);
        String first = run.firstStatus();
        Status status = GOOD.contains(first)
                ? changes > 0 ? Status.RAN_CHANGED : Status.RAN_NO_CHANGE
                : Status.RAN_FAILED;
        return new Night(due, status, run, note(run, first), changes);
    }

    private static String note(RunStory run, String first) {
        String last = run.status();
        List<String> notes = new ArrayList<>();
        if (!first.equals("COMPLETED")) {
            notes.add("ended " + first);
        }
        if (run.resumed() > 0) {
            notes.add("taken up again " + (run.resumed() == 1 ? "once" : run.resumed() + " times"));
        }
        if (!last.equals(first)) {
            notes.add(run.supersededBy() == null ? "then " + last : "superseded by " + run.supersededBy());
        }
        return String.join(", ", notes);
    }

    private Night missed(Instant due, Duration late) {
        String reason = underWay(due)
                .map(run -> "run " + run.id() + " was still under way")
                .or(() -> fault(due))
                .or(() -> partial(due, late))
                .orElse("no run began within " + late.toMinutes() + " minutes");
        return new Night(due, Status.MISSED, null, reason, 0);
    }

    private Optional<RunStory> underWay(Instant due) {
        return runs.stream()
                .filter(RunStory::isWhole)
                .filter(run -> run.run().startedAt().isBefore(due))
                .filter(run -> {
                    @Nullable Instant ended = run.endedAt();
                    return ended != null && ended.isAfter(due) && run.resumed() == 0;
                })
                .findFirst();
    }

    /** A run ends before it begins where the files have errors. */
    private Optional<String> fault(Instant due) {
        return git.commits().stream()
                .filter(touch -> touch.provenance().committer().time().isBefore(due))
                .max(Comparator.comparing(touch -> touch.provenance().committer().time()))
                .filter(touch -> touch.fault() != null)
                .map(Touch::id)
                .map(commit -> "commit " + commit.substring(0, 10) + ", which was the newest, can't be run: it has errors");
    }

    private Optional<String> partial(Instant due, Duration late) {
        return runs.stream()
                .filter(run -> run.run().maySave() && !run.isWhole() && isFor(due, late, run))
                .findFirst()
                .map(run -> "only a part of the fleet was run: " + run.id());
    }
}
