package dev.smsconfig.report;

import dev.smsconfig.audit.Differences;
import dev.smsconfig.audit.Run;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** How many tenants ended in which outcome. */
public record Summary(Map<OutcomeKind, Integer> counts, Differences differences) {

    public Summary {
        Map<OutcomeKind, Integer> copy = new EnumMap<>(OutcomeKind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    public int of(OutcomeKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    public int tenants() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean has(Predicate<OutcomeKind> predicate) {
        return counts.entrySet().stream().anyMatch(entry -> entry.getValue() > 0 && predicate.test(entry.getKey()));
    }

    /** The closing sentence: always the three counts people look for, and each other one that is not zero. */
    public String sentence(Run run) {
        return run.isRollback() ? sentence("Rollback: ", true) : sentence(run.maySave());
    }

    /** @param applied whether it closes an apply, or a plan that comes before one */
    String sentence(boolean applied) {
        return sentence(applied ? "Apply: " : "Plan: ", applied);
    }

    private String sentence(String title, boolean applied) {
        OutcomeKind changed = applied ? OutcomeKind.CONVERGED : OutcomeKind.PLANNED;
        List<String> parts = new ArrayList<>();
        parts.add(of(changed) + (applied ? " converged" : " to change"));
        parts.add(of(OutcomeKind.IN_SYNC) + " in sync");
        parts.add(of(OutcomeKind.FAILED) + " failed");
        for (OutcomeKind kind : OutcomeKind.values()) {
            boolean named = kind == changed || kind == OutcomeKind.IN_SYNC || kind == OutcomeKind.FAILED;
            if (!named && of(kind) > 0) {
                parts.add(of(kind) + " " + words(kind));
            }
        }
        return title + String.join(", ", parts) + left() + ".";
    }

    /** What is left as it is on the server, where anything is. */
    private String left() {
        List<String> left = new ArrayList<>();
        if (differences.reported() > 0) {
            left.add(differences.reported() + " with differences that are reported and left");
        }
        if (differences.accepted() > 0) {
            left.add(differences.accepted() + " with accepted differences");
        }
        return left.isEmpty() ? "" : "; " + String.join(", ", left);
    }

    private static String words(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
