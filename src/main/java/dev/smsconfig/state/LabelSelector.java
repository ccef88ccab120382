package dev.smsconfig.state;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses tenants by their labels, with the expressions that Kubernetes has: {@code ring=canary}, {@code ring!=canary},
 * {@code country in (no,se)}, {@code country notin (no,se)}, {@code ring} (has the label), {@code !ring} (has it not).
 * With commas between, all must hold. As in Kubernetes, {@code !=} and {@code notin} hold for tenants without the label.
 *
 * @param terms each of which must hold; none matches every tenant
 */
public record LabelSelector(List<Term> terms) {

    private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    /** One condition on one label. */
    public sealed interface Term {

        /** The name of the label that it is about. */
        String label();

        /** @param value the tenant's, or null where it has no such label */
        boolean holds(@Nullable String value);
    }

    /**
     * The label has one of these values.
     *
     * @param values at least one; kept in order, each once
     */
    public record In(String label, Set<String> values) implements Term {

        public In {
            values = inOrder(values);
        }

        @Override
        public boolean holds(@Nullable String value) {
            return value != null && values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1 ? label + "=" + list(values) : label + " in (" + list(values) + ")";
        }
    }

    /**
     * The label has none of these values, or is not there.
     *
     * @param values at least one; kept in order, each once
     */
    public record NotIn(String label, Set<String> values) implements Term {

        public NotIn {
            values = inOrder(values);
        }

        @Override
        public boolean holds(@Nullable String value) {
            return value == null || !values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1 ? label + "!=" + list(values) : label + " notin (" + list(values) + ")";
        }
    }

    /** The label is there, whatever its value. */
    public record Present(String label) implements Term {

        @Override
        public boolean holds(@Nullable String value) {
            return value != null;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** The label is not there. */
    public record Absent(String label) implements Term {

        @Override
        public boolean holds(@Nullable String value) {
            return value == null;
        }

        @Override
        public String toString() {
            return "!" + label;
        }
    }

    /** @throws IllegalArgumentException where no labels whatever could make all terms hold; names the label */
    public LabelSelector {
        terms = List.copyOf(terms);
        for (Term term : terms) {
            requirePossible(term.label(), terms);
        }
    }

    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /** @throws IllegalArgumentException with a message that says what to write instead, without repeating the text */
    public static LabelSelector parse(String expression) {
        return new LabelSelector(LabelTerms.parse(expression));
    }

    public boolean matchesEverything() {
        return terms.isEmpty();
    }

    /** @param labels the values of a tenant's labels by their names */
    public boolean matches(Map<String, String> labels) {
        return terms.stream().allMatch(term -> term.holds(labels.get(term.label())));
    }

    /** As one would write it; two selectors that are equal have the same text. */
    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining(","));
    }

    /**
     * Any value that is not named is as good as another that is not, so the values named by an {@code In}, and absence,
     * are all that has to be tried.
     */
    private static void requirePossible(String label, List<Term> terms) {
        List<Term> same =
                terms.stream().filter(term -> term.label().equals(label)).toList();
        List<In> demanding =
                same.stream().filter(In.class::isInstance).map(In.class::cast).toList();
        boolean present = same.stream().allMatch(term -> term instanceof NotIn || term instanceof Present);
        boolean absent = same.stream().allMatch(term -> term.holds(null));
        boolean named = demanding.stream()
                .flatMap(in -> in.values().stream())
                .anyMatch(value -> same.stream().allMatch(term -> term.holds(value)));
        if (!present && !absent && !named) {
            throw new IllegalArgumentException("no tenant can match: the parts about label " + label
                    + " exclude each other; for either of two values write " + label + " in (a,b)");
        }
    }

    private static Set<String> inOrder(Set<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a label is compared with at least one value");
        }
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }

    private static String list(Set<String> values) {
        return String.join(",", values);
    }
}
