package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.report.audit.CommitFate.Fate;
import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.report.audit.ExceptionItem.Seen;
import dev.smsconfig.report.audit.GitFacts.Plaintext;
import dev.smsconfig.report.audit.Night.Status;
import dev.smsconfig.report.audit.PeriodStory.Population;
import dev.smsconfig.report.audit.PeriodStory.TrailFacts;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Exceptions that only show once everything is read. */
final class LateExceptions {

    private static final int SHORT = 10;

    private final ExceptionBook book;
    private final Period period;

    LateExceptions(ExceptionBook book, Period period) {
        this.book = book;
        this.period = period;
    }

    LateExceptions add(
            ChangeRegister register, List<Night> nights, List<RunStory> runs, Population population, TrailFacts trail) {
        nights.stream().filter(night -> night.status() == Status.MISSED).forEach(night -> missed(night, runs));
        register.unanswered()
                .forEach(intent -> book.open(
                        String.valueOf(intent.tenant()),
                        Kind.SAVE_UNANSWERED,
                        ExceptionBook.seen(intent),
                        "run " + intent.runId()));
        Instant last = period.to().minusMillis(1);
        population
                .unknownRuns()
                .forEach(run -> book.record(
                        Kind.RUN_UNKNOWN,
                        run,
                        new Seen(last, run, null),
                        "the trail saw it begin, and the ledger does not know it"));
        population.unheardRuns().forEach(run -> unheard(run, runs));
        unlessIntact(trail.check(), last);
        Long broken = trail.chain().firstBroken();
        if (broken != null || trail.chain().missing() > 0) {
            book.record(
                    Kind.EVENTS_MISSING,
                    "trail",
                    new Seen(last, null, broken),
                    trail.chain().missing() + " events are missing; first fault at event " + broken);
        }
        return this;
    }

    private void unlessIntact(TrailCheck check, Instant last) {
        if (!check.isIntact()) {
            Finding main = check.verification().main();
            boolean proven = check.verification().verdict() == Verdict.TAMPERED;
            book.record(
                    proven ? Kind.TRAIL_TAMPERED : Kind.TRAIL_NOT_VERIFIED,
                    "trail",
                    new Seen(last, null, main == null ? null : main.sequence()),
                    check.verdict());
        }
    }

    private void missed(Night night, List<RunStory> runs) {
        String subject = "night " + night.due();
        book.open(subject, Kind.NIGHT_MISSED, new Seen(night.due(), null, null), night.note());
        runs.stream()
                .filter(run -> run.isWhole() && run.run().startedAt().isAfter(night.due()))
                .filter(run -> !run.firstStatus().equals("REFUSED"))
                .findFirst()
                .ifPresent(run -> book.close(
                        subject, Kind.NIGHT_MISSED::equals, new Seen(run.run().startedAt(), run.id(), null)));
    }

    private void unheard(String id, List<RunStory> runs) {
        runs.stream()
                .filter(run -> run.id().equals(id))
                .forEach(run -> book.record(
                        Kind.RUN_UNKNOWN,
                        id,
                        new Seen(run.run().startedAt(), id, null),
                        "the trail did not see it begin: it ended before it reached anything, or its events are gone"));
    }

    LateExceptions addCommits(GitFacts git, List<CommitFate> fates, List<Change> changes) {
        fates.stream().filter(fate -> fate.fate() == Fate.REJECTED).forEach(this::rejected);
        git.missing()
                .forEach(commit -> book.record(
                        Kind.COMMIT_MISSING,
                        commit,
                        new Seen(period.to().minusMillis(1), null, null),
                        "history was rewritten, or the clone is not whole"));
        git.plaintext().forEach(this::plaintext);
        Map<String, Change> first = new LinkedHashMap<>();
        for (Change change : changes) {
            Provenance commit = change.commit();
            boolean dirty =
                    change.run().run().origin().dirty() && change.tenant().commit() == null;
            if (commit == null || dirty) {
                first.putIfAbsent("run " + change.run().id(), change);
            } else {
                first.putIfAbsent(commit.commit(), change);
            }
        }
        first.forEach(this::ofCommit);
        changes.forEach(this::approvedLate);
        return this;
    }

    private void rejected(CommitFate fate) {
        Provenance commit = fate.touch().provenance();
        Instant at = commit.committer().time();
        book.record(
                Kind.COMMIT_REJECTED,
                commit.commit(),
                new Seen(at.isBefore(period.from()) ? period.from() : at, null, null),
                fate.note());
    }

    private void plaintext(Plaintext secret) {
        String detail = "at commit "
                + secret.commit().substring(0, Math.min(SHORT, secret.commit().length()));
        // before the period where it stood there then
        Instant opened = secret.since() ? period.from().minusMillis(1) : period.from();
        book.open(secret.place(), Kind.SECRET_IN_FILE, new Seen(opened, null, null), detail);
        if (!secret.open()) {
            book.close(
                    secret.place(),
                    Kind.SECRET_IN_FILE::equals,
                    new Seen(period.to().minusMillis(1), null, null));
        }
    }

    private void ofCommit(String subject, Change change) {
        Seen seen = ExceptionBook.seen(change.outcome());
        Provenance commit = change.commit();
        if (commit == null || !subject.equals(commit.commit())) {
            book.record(
                    Kind.COMMIT_UNCOMMITTED,
                    change.run().id(),
                    seen,
                    commit == null ? "no commit stands behind its files" : "files differed from the commit");
            return;
        }
        if (commit.signature().state() != Evidence.VERIFIED) {
            book.record(
                    Kind.COMMIT_UNSIGNED,
                    subject,
                    seen,
                    commit.signature().state() + ": "
                            + Objects.requireNonNullElse(commit.signature().note(), "it bears no signature"));
        }
        if (Duties.isSelfApproved(change)) {
            book.record(
                    Kind.COMMIT_SELF_APPROVED, subject, seen, change.approver().by());
        }
    }

    private void approvedLate(Change change) {
        Instant at = change.approver().at();
        if (at != null && at.isAfter(change.outcome().at())) {
            book.record(Kind.APPROVED_LATE, change.id(), ExceptionBook.seen(change.outcome()), "approved at " + at);
        }
    }
}
