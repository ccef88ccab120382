package dev.smsconfig.report.run;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RunForm;
import dev.smsconfig.report.ShownChange;
import dev.smsconfig.report.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run comes to for people: the same changes and the same reasons together, and the tenants one may ask about. */
final class Digest implements RunForm {

    /** More rows than this no browser sorts at once; the CSV files have all. */
    static final int ROWS = 5000;

    private final Map<Change, Members> changes = new LinkedHashMap<>();
    private final Map<Reason, Members> reasons = new LinkedHashMap<>();
    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    private final Map<String, List<String>> inSync = new LinkedHashMap<>();
    private final List<LedgerEntry> wrong = new ArrayList<>();
    private final List<LedgerEntry> others = new ArrayList<>();
    private int notable;
    private int unverifiable;

    /** A change that tenants share. */
    record Change(Fate fate, Cause cause, ShownChange change) {}

    /** Why tenants are not where git wants them. */
    record Reason(OutcomeKind kind, String text) {}

    /** Something and the tenants that share it. */
    record Group<T>(T what, Members tenants) {}

    @Override
    public void tenant(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        OutcomeKind kind = kind(entry);
        if (outcome != null) {
            count(outcome);
        }
        if (kind.needsReason()) {
            reasons.computeIfAbsent(new Reason(kind, reason(outcome)), reason -> new Members())
                    .add(entry.tenant().tenant().value());
        }
        boolean quiet = kind == OutcomeKind.IN_SYNC
                && outcome != null
                && outcome.changes().isEmpty()
                && outcome.unverifiable().isEmpty();
        if (quiet) {
            inSync.computeIfAbsent(entry.tenant().waveName(), wave -> new ArrayList<>())
                    .add(entry.tenant().tenant().value());
            return;
        }
        notable++;
        List<LedgerEntry> rows = kind.needsReason() ? wrong : others;
        if (rows.size() < ROWS) {
            rows.add(entry);
        }
    }

    private void count(Outcome outcome) {
        Cause together = outcome.cause();
        if (together != null) {
            causes.merge(together, 1, Integer::sum);
        }
        if (!outcome.unverifiable().isEmpty()) {
            unverifiable++;
        }
        for (FieldChange change : outcome.changes()) {
            Change key = new Change(Fate.of(outcome.kind(), change), change.cause(), ShownChange.of(change));
            changes.computeIfAbsent(key, k -> new Members())
                    .add(outcome.tenant().value());
        }
    }

    @Override
    public void end() {}

    static OutcomeKind kind(LedgerEntry entry) {
        return Objects.requireNonNullElse(entry.kind(), OutcomeKind.NOT_ATTEMPTED);
    }

    private static String reason(@Nullable Outcome outcome) {
        String message = outcome == null ? null : outcome.message();
        return message == null ? "the run ended before" : Visible.text(message);
    }

    /** Changes by what became of them, those of most tenants first. */
    List<Group<Change>> changes() {
        Comparator<Group<Change>> order =
                Comparator.comparing(group -> group.what().fate());
        return changes.entrySet().stream()
                .map(entry -> new Group<>(entry.getKey(), entry.getValue()))
                .sorted(order.thenComparing(Digest::mostFirst)
                        .thenComparing(group -> group.what().change().field())
                        .thenComparing(group -> group.what().change().values())
                        .thenComparing(group -> group.what().cause()))
                .toList();
    }

    /** Reasons, those of most tenants first. */
    List<Group<Reason>> reasons() {
        Comparator<Group<Reason>> order = Digest::mostFirst;
        return reasons.entrySet().stream()
                .map(entry -> new Group<>(entry.getKey(), entry.getValue()))
                .sorted(order.thenComparing(group -> group.what().kind())
                        .thenComparing(group -> group.what().text()))
                .toList();
    }

    private static int mostFirst(Group<?> a, Group<?> b) {
        return Integer.compare(b.tenants().count(), a.tenants().count());
    }

    /** How many tenants differ, by the cause of their differences together. */
    Map<Cause, Integer> causes() {
        return causes;
    }

    /** Tenants in sync about which there is nothing else to say, by wave. */
    Map<String, List<String>> inSync() {
        return inSync;
    }

    /** How many tenants hold secrets that their server masks. */
    int unverifiable() {
        return unverifiable;
    }

    /** How many tenants there is something to say about; of those {@link #rows} has the first. */
    int notable() {
        return notable;
    }

    /** Tenants there is something to say about, those that are not where git wants them first; at most {@link #ROWS}. */
    List<LedgerEntry> rows() {
        return Stream.concat(wrong.stream(), others.stream()).limit(ROWS).collect(Collectors.toList());
    }
}
