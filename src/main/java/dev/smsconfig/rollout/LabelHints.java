package dev.smsconfig.rollout;

import dev.smsconfig.state.Closest;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.LabelSelector.Absent;
import dev.smsconfig.state.LabelSelector.In;
import dev.smsconfig.state.LabelSelector.NotIn;
import dev.smsconfig.state.LabelSelector.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why labels match nothing, from the labels that there are. */
final class LabelHints {

    private static final int LISTED = 8;

    private final List<DesiredState> fleet;
    private final Map<String, Set<String>> values = new TreeMap<>();

    LabelHints(List<DesiredState> fleet) {
        this.fleet = fleet;
        fleet.forEach(tenant -> tenant.labels()
                .forEach((label, value) ->
                        values.computeIfAbsent(label, name -> new TreeSet<>()).add(value)));
    }

    /** @param selector that matches no tenant of the fleet */
    String whyNone(LabelSelector selector) {
        for (Term term : selector.terms()) {
            if (count(term) == 0) {
                return why(term);
            }
        }
        return "each part of it matches tenants ("
                + selector.terms().stream()
                        .map(term -> term + " " + count(term))
                        .collect(Collectors.joining(", "))
                + "), but none matches all of them";
    }

    private long count(Term term) {
        return fleet.stream()
                .filter(tenant -> term.holds(tenant.labels().get(term.label())))
                .count();
    }

    private String why(Term term) {
        String label = term.label();
        Set<String> known = values(label);
        if (term instanceof Absent) {
            return "every tenant has the label " + label;
        }
        if (term instanceof NotIn) {
            return "every tenant has one of those values; " + listed(label + " is", known);
        }
        if (known.isEmpty()) {
            return "no tenant has a label " + label + meant(label, values.keySet(), "the labels are");
        }
        if (term instanceof In in && in.values().size() == 1) {
            String value = in.values().iterator().next();
            return "no tenant's " + label + " is " + value + meant(value, known, label + " is");
        }
        return "no tenant has one of those values; " + listed(label + " is", known);
    }

    private Set<String> values(String label) {
        return values.getOrDefault(label, Set.of());
    }

    private static String meant(String name, Collection<String> known, String list) {
        return Closest.to(name, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElseGet(() -> known.isEmpty() ? "; no tenant has any label" : "; " + listed(list, known));
    }

    private static String listed(String what, Collection<String> names) {
        List<String> shown = new ArrayList<>(names).subList(0, Math.min(LISTED, names.size()));
        int more = names.size() - shown.size();
        return what + " " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }
}
