package dev.smsconfig.report.audit;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.report.audit.ExceptionItem.Seen;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exceptions that are about a run as a whole. */
final class RunExceptions {

    private static final Set<Kind> OF_RUNS =
            EnumSet.of(Kind.RUN_INTERRUPTED, Kind.RUN_STOPPED, Kind.RUN_REFUSED);
    private static final Set<String> ENDED_WELL = Set.of("COMPLETED", "PARTIAL", "PAUSED");

    private final ExceptionBook book;

    RunExceptions(ExceptionBook book) {
        this.book = book;
    }

    /** @param whole whether the run is an apply of the whole fleet */
    void hearEnding(TrailEvent event, boolean whole) {
        Seen seen = ExceptionBook.seen(event);
        String run = event.runId();
        if (event.is(Type.RUN_SUPERSEDED)) {
            String by = event.text("by");
            if (by != null) {
                book.close(run, OF_RUNS::contains, new Seen(event.at(), by, event.seq()));
            }
            return;
        }
        String status = RunStory.status(event);
        String message = event.text(event.is(Type.RUN_INTERRUPTED) ? "evidence" : "message");
        book.close(run, OF_RUNS::contains, seen);
        if (whole && ENDED_WELL.contains(status)) {
            book.closeAll(OF_RUNS::contains, seen);
        }
        switch (status) {
            case "INTERRUPTED" -> open(run, Kind.RUN_INTERRUPTED, seen, message);
            case "STOPPED" -> open(run, Kind.RUN_STOPPED, seen, message);
            case "REFUSED" -> open(run, Kind.RUN_REFUSED, seen, message);
            default -> {}
        }
    }

    private void open(String run, Kind kind, Seen seen, @Nullable String message) {
        book.open(run, kind, seen, Objects.requireNonNullElse(message, kind.meaning()));
    }

    /** @param guards what is known of the run's guards: names may be erased in the trail */
    void hearOverride(TrailEvent event, List<GuardRecord> guards) {
        String guard = String.valueOf(event.text("guard"));
        Optional<GuardRecord.Override> override = guards.stream()
                .filter(record -> record.override() != null
                        && record.verdict().guard().key().equals(guard))
                .min(Comparator.comparing(
                        record -> Duration.between(record.at(), event.at()).abs()))
                .map(GuardRecord::override);
        String needed = "true".equals(event.text("needed")) ? "" : "; not needed";
        book.record(
                Kind.GUARD_OVERRIDDEN,
                event.runId(),
                ExceptionBook.seen(event),
                guard + ": " + event.text("finding") + needed + "; by "
                        + override.map(GuardRecord.Override::by).orElse(People.ERASED) + ": "
                        + override.map(GuardRecord.Override::reason).orElse(People.ERASED));
    }

    void hearTakeover(TrailEvent event) {
        book.record(
                Kind.LEASE_TAKEN_OVER,
                event.runId(),
                ExceptionBook.seen(event),
                event.text("evidence") + "; by " + event.text("byCommand") + " " + event.text("byRun"));
    }
}
