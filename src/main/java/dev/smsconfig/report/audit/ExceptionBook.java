package dev.smsconfig.report.audit;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.report.audit.ExceptionItem.Seen;
import dev.smsconfig.report.audit.ExceptionItem.Status;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens exceptions as events tell of them, and closes them as later events tell that they are over. What is about a
 * tenant is over once a run found, or made, everything as git wants it.
 */
final class ExceptionBook {

    private final List<ExceptionItem> items = new ArrayList<>();
    private final Map<String, Map<Kind, ExceptionItem>> open = new TreeMap<>();

    /** What an event says of a tenant. */
    void hearOfTenant(TrailEvent event) {
        String tenant = event.tenant();
        OutcomeKind outcome = outcome(event);
        if (tenant == null || outcome == null || event.is(Type.WRITE_INTENT)) {
            return;
        }
        Seen seen = seen(event);
        boolean settled = outcome == OutcomeKind.IN_SYNC || outcome == OutcomeKind.CONVERGED;
        if (settled) {
            close(tenant, kind -> kind != Kind.UNVERIFIABLE && kind != Kind.ACCEPTED, seen);
            note(tenant, Kind.UNVERIFIABLE, event.texts("unverifiable"), seen);
            note(tenant, Kind.ACCEPTED, fields(event, change -> change.treatment() == Treatment.ACCEPT), seen);
            return;
        }
        Kind kind = kind(outcome);
        if (kind != null) {
            open(tenant, kind, seen, Objects.requireNonNullElse(event.text("message"), kind.meaning()));
        }
        List<String> drifted = fields(
                event,
                change -> (change.cause() == Cause.DRIFT || change.cause() == Cause.CONFLICT)
                        && change.treatment() != Treatment.ACCEPT);
        if (!drifted.isEmpty()) {
            open(tenant, Kind.DRIFT, seen, String.join(", ", drifted));
        }
    }

    private void note(String tenant, Kind kind, List<String> fields, Seen seen) {
        if (fields.isEmpty()) {
            close(tenant, kind::equals, seen);
        } else {
            open(tenant, kind, seen, String.join(", ", fields));
        }
    }

    private static List<String> fields(TrailEvent event, Predicate<FieldChange> which) {
        return event.changes().stream()
                .filter(which)
                .map(change -> change.field()
                        + (change.treatment() == Treatment.REPORT ? " (reported, and left)" : ""))
                .toList();
    }

    private static @Nullable OutcomeKind outcome(TrailEvent event) {
        return Arrays.stream(OutcomeKind.values())
                .filter(kind -> kind.name().equals(event.text("outcome")))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Kind kind(OutcomeKind outcome) {
        return switch (outcome) {
            case FAILED -> Kind.FAILED;
            case UNKNOWN -> Kind.UNKNOWN;
            case DIVERGED -> Kind.DIVERGED;
            case REJECTED -> Kind.REJECTED;
            case STALE -> Kind.STALE;
            case UNSUPPORTED -> Kind.UNSUPPORTED;
            case NOT_ATTEMPTED -> Kind.DEFERRED;
            case IN_SYNC, PLANNED, CONVERGED, SKIPPED -> null;
        };
    }

    /** Opens an exception, or counts that an open one was seen again. */
    void open(String subject, Kind kind, Seen seen, String detail) {
        Map<Kind, ExceptionItem> own = open.computeIfAbsent(subject, s -> new EnumMap<>(Kind.class));
        ExceptionItem before = own.get(kind);
        if (before != null) {
            before.seenAgain(detail);
            return;
        }
        ExceptionItem item = new ExceptionItem(kind, subject, seen, detail, Status.OPEN);
        own.put(kind, item);
        items.add(item);
    }

    /** Closes what is open about something. */
    void close(String subject, Predicate<Kind> kinds, Seen by) {
        Map<Kind, ExceptionItem> own = open.get(subject);
        if (own == null) {
            return;
        }
        own.entrySet().removeIf(entry -> {
            boolean over = kinds.test(entry.getKey());
            if (over) {
                entry.getValue().close(by);
            }
            return over;
        });
        if (own.isEmpty()) {
            open.remove(subject);
        }
    }

    /** Closes everything of some kinds, whatever it is about. */
    void closeAll(Predicate<Kind> kinds, Seen by) {
        List.copyOf(open.keySet()).forEach(subject -> close(subject, kinds, by));
    }

    /** Adds what nothing closes. */
    void record(Kind kind, String subject, Seen seen, String detail) {
        items.add(new ExceptionItem(kind, subject, seen, detail, Status.RECORDED));
    }

    static Seen seen(TrailEvent event) {
        return new Seen(event.at(), event.runId(), event.seq());
    }

    /** Those that were open at some time of the period, or are on record in it: in the order in which they came. */
    List<ExceptionItem> inPeriod(Period period) {
        return items.stream()
                .filter(item -> period.contains(item.opened().at()) || !isOver(item, period))
                .sorted(Comparator.comparing((ExceptionItem item) -> item.opened().at())
                        .thenComparing(ExceptionItem::kind)
                        .thenComparing(ExceptionItem::subject))
                .collect(Collectors.toList());
    }

    /** Whether it was over before the period. */
    private static boolean isOver(ExceptionItem item, Period period) {
        Seen closed = item.closed();
        return item.opened().at().isBefore(period.from())
                && (item.status() == Status.RECORDED
                        || (closed != null && closed.at().isBefore(period.from())));
    }
}
