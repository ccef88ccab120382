package dev.smsconfig.report.audit;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.PeriodLedger.Bounds;
import dev.smsconfig.audit.PeriodLedger.CommitUse;
import dev.smsconfig.audit.PeriodLedger.Reach;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.audit.TrailReading.Chain;
import dev.smsconfig.report.audit.PeriodStory.Population;
import dev.smsconfig.report.audit.PeriodStory.TrailFacts;
import dev.smsconfig.rollout.Approval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a period, once: the trail event by event, and the tables for what the trail only points at. */
final class PeriodReading {

    private final Ledgers ledgers;
    private final TrailCheck check;
    private final Question question;
    private final GitFacts git;
    private final Period period;
    private final Map<String, RunStory> runs = new LinkedHashMap<>();
    private final Map<String, List<GuardRecord>> guards = new HashMap<>();
    private final ChangeRegister register;
    private final ExceptionBook book = new ExceptionBook();
    private final RunExceptions ofRuns = new RunExceptions(book);
    private final SecretAccesses secrets = new SecretAccesses();
    private @Nullable Instant previous;
    private @Nullable Instant newest;
    private int regressions;

    PeriodReading(Ledgers ledgers, TrailCheck check, Question question, GitFacts git) {
        this.ledgers = ledgers;
        this.check = check;
        this.question = question;
        this.git = git;
        this.period = question.period();
        this.register = new ChangeRegister(ledgers.period()::saved, period);
    }

    PeriodStory read() {
        List<String> begun = ledgers.period().begun(period.to());
        Map<String, Integer> numbers = new HashMap<>();
        begun.forEach(id -> numbers.put(id, numbers.size() + 1));
        for (Run run : ledgers.runs().of(question.environment(), period)) {
            runs.put(run.id(), story(run, numbers.getOrDefault(run.id(), 0)));
        }
        carryOver();
        Bounds events = ledgers.period().events(period);
        Chain chain = follow(events);
        List<RunStory> stories = List.copyOf(runs.values());
        List<RunStory> applies =
                stories.stream().filter(run -> run.run().maySave()).toList();
        List<Night> nights = new Nights(question, git, stories, register::applied).calendar();
        List<CommitFate> fates = new CommitFates(git, applies, uses(applies)).all();
        Population population = population(begun, stories);
        Bounds all = ledgers.period().allEvents();
        @Nullable Long oldest = all.first();
        TrailFacts trail = new TrailFacts(
                check,
                events,
                all,
                ledgers.period().oldestAt(),
                chain,
                regressions,
                newest,
                checkpoints(),
                oldest == null ? 0 : ledgers.personal().check(oldest).erased());
        new LateExceptions(book, period)
                .add(register, nights, stories, population, trail)
                .addCommits(git, fates, register.changes());
        return new PeriodStory(
                question,
                git,
                stories,
                population,
                trail,
                register.changes(),
                nights,
                book.inPeriod(period),
                fates,
                secrets);
    }

    private RunStory story(Run run, int number) {
        RunStory story = new RunStory(run, number);
        ledgers.commits().forEach(run.id(), story::knows);
        ledgers.waves().waves(run.id()).forEach(wave -> {
            Approval approval = wave.approval();
            if (approval != null && approval.at().isBefore(period.to())) {
                story.approved(wave.name(), Approver.ofWave(wave.name(), approval));
            }
        });
        return story;
    }

    /** What was open when the period began. */
    private void carryOver() {
        ledgers.open().open(question.environment(), period.from()).forEach(book::hearOfTenant);
        ledgers.open().endings(question.environment(), period.from(), ofRuns::hearEnding);
    }

    /** Also what runs did before the period that go on in it. */
    private Chain follow(Bounds events) {
        @Nullable Long first = events.first();
        @Nullable Long last = events.last();
        if (first == null || last == null) {
            return new Chain(null, null, null, 0, null);
        }
        long from = runs.keySet().stream()
                .map(run -> ledgers.period().eventsOf(run).first())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .reduce(first, Math::min);
        return ledgers.trail().forEach(from, last, this::hear);
    }

    private void hear(TrailEvent event) {
        boolean inside = period.contains(event.at());
        if (inside) {
            regressions += previous != null && event.at().isBefore(previous) ? 1 : 0;
            newest = newest == null || event.at().isAfter(newest) ? event.at() : newest;
        }
        previous = event.at();
        RunStory run = runs.get(event.runId());
        if (!event.at().isBefore(period.to())) {
            return;
        }
        if (run == null) {
            if (inside
                    && event.is(Type.LEASE_TAKEN_OVER)
                    && question.environment().equals(event.text("scope"))) {
                ofRuns.hearTakeover(event);
            }
            return;
        }
        run.hear(event);
        register.hear(run, event);
        if (inside) {
            hearInside(run, event);
        }
    }

    private void hearInside(RunStory run, TrailEvent event) {
        secrets.hear(run, event);
        book.hearOfTenant(event);
        if (event.is(Type.RUN_SEALED) || event.is(Type.RUN_INTERRUPTED) || event.is(Type.RUN_SUPERSEDED)) {
            ofRuns.hearEnding(event, run.isWhole());
        } else if (event.is(Type.GUARD_OVERRIDDEN)) {
            ofRuns.hearOverride(event, guards.computeIfAbsent(run.id(), ledgers.guards()::of));
        } else if (event.is(Type.LEASE_TAKEN_OVER)) {
            ofRuns.hearTakeover(event);
        }
    }

    private List<StoredCheckpoint> checkpoints() {
        return ledgers.checkpoints().all().stream()
                .filter(checkpoint -> period.contains(checkpoint.createdAt()))
                .toList();
    }

    private Map<RunStory, Map<String, CommitUse>> uses(List<RunStory> applies) {
        Map<RunStory, Map<String, CommitUse>> uses = new HashMap<>();
        applies.forEach(run -> uses.put(run, ledgers.period().commits(run.id(), period.to())));
        return uses;
    }

    private Population population(List<String> begun, List<RunStory> stories) {
        List<String> unknown = ledgers.period().unknown(begun);
        List<String> unheard = new ArrayList<>();
        Map<RunStory, Reach> reach = new LinkedHashMap<>();
        int before = Integer.MAX_VALUE;
        for (RunStory run : stories) {
            if (run.began() == null) {
                unheard.add(run.id());
            } else if (period.contains(run.began().at())) {
                before = Math.min(before, run.number() - 1);
            }
            if (run.isWhole()) {
                reach.put(run, ledgers.period().reach(run.id(), period.to()));
            }
        }
        return new Population(
                before == Integer.MAX_VALUE ? begun.size() : before,
                unknown,
                unheard,
                reach,
                ledgers.period().environments(period));
    }
}
