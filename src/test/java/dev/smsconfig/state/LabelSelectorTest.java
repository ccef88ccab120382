package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.LabelSelector.Absent;
import dev.smsconfig.state.LabelSelector.In;
import dev.smsconfig.state.LabelSelector.NotIn;
import dev.smsconfig.state.LabelSelector.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

    private static final List<String> LABELS = List.of("ring", "country");
    private static final List<String> VALUES = List.of("a", "b", "c");
    /** No expression of the test names it, so it stands for all values that none names. */
    private static final String OTHER = "z";

    @Test
    void readsEveryForm() {
        assertThat(LabelSelector.parse("a=x, b == x ,c!=x,d in (y, x),e notin(z) ,f,! g")
                        .terms())
                .containsExactly(
                        new In("a", Set.of("x")),
                        new In("b", Set.of("x")),
                        new NotIn("c", Set.of("x")),
                        new In("d", Set.of("x", "y")),
                        new NotIn("e", Set.of("z")),
                        new Present("f"),
                        new Absent("g"));
    }

    @Test
    void writesWhatItReadInOneForm() {
        assertThat(LabelSelector.parse(" a==x,b in ( y,x,y ),c notin (x),d!=y, e ,! f"))
                .hasToString("a=x,b in (x,y),c!=x,d!=y,e,!f");
    }

    @Test
    void wordsOfTheGrammarMayBeLabels() {
        assertThat(LabelSelector.parse("in,notin in (in)").matches(Map.of("in", "x", "notin", "in")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c!=x", "c notin (x,y)", "!c"})
    void aNegativeTermHoldsForTenantsWithoutTheLabel(String expression) {
        assertThat(LabelSelector.parse(expression).matches(Map.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the expression is empty; write label=value",
                "' '|the expression is empty",
                "a=b,|part 2 of the expression is empty; remove a comma",
                ",a|part 1 of the expression is empty",
                "a=|part 1 of the expression lacks a value",
                "a,b!=|part 2 of the expression lacks a value",
                "a in ()|part 1 of the expression lacks a value",
                "a in (x,)|part 1 of the expression lacks a value",
                "a=b c|part 1 of the expression has a value that no label can have",
                "a in (b,c=d)|part 1 of the expression has a value that no label can have",
                "a in b|part 1 of the expression has no list in parentheses; write label in (a,b)",
                "a in (b,c|part 1 of the expression has no list in parentheses",
                "a notin|part 1 of the expression has no list in parentheses",
                "a<5|part 1 of the expression is none of the forms that there are; write label=value",
                "a IN (b)|part 1 of the expression is none of the forms",
                "a===b|part 1 of the expression has a value that no label can have",
                "!a=b|part 1 of the expression is none of the forms",
                "=b|part 1 of the expression is none of the forms",
                "a)|part 1 of the expression is none of the forms",
            })
    void saysWhatToWriteInstead(String expression, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zq-secret <x>", "a=zq-secret!", "a in (zq-secret!)", "a in zq-secret"})
    void doesNotRepeatWhatItCanNotRead(String expression) {
        assertThatThrownBy(() -> LabelSelector.parse(expression)).hasMessageNotContaining("zq-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b,a=c", "a,!a", "a=b,a!=b", "a in (b,c),a notin (c,b)", "!a,a=b", "x,a=b,a=c"})
    void refusesWhatNoTenantCanMatch(String expression) {
        assertThatThrownBy(() -> LabelSelector.parse(expression)).hasMessageContaining("label a exclude each other");
    }

    @Test
    void everythingMatchesEverything() {
        assertThat(LabelSelector.everything().matchesEverything()).isTrue();
        assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
        assertThat(LabelSelector.parse("a").matchesEverything()).isFalse();
    }

    /** Compared with what a reader of the expression would say of each combination of labels. */
    @Test
    void matchesAsItReads() {
        Random random = new Random(11);
        int impossible = 0;
        for (int i = 0; i < 20_000; i++) {
            List<Written> terms = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                terms.add(Written.any(random));
            }
            String expression = String.join(
                    random.nextBoolean() ? "," : " , ",
                    terms.stream().map(Written::text).toList());
            List<Map<String, String>> matching = combinations().stream()
                    .filter(labels -> terms.stream().allMatch(term -> term.holds(labels)))
                    .toList();
            if (matching.isEmpty()) {
                impossible++;
                assertThatThrownBy(() -> LabelSelector.parse(expression))
                        .as(expression)
                        .isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            LabelSelector selector = LabelSelector.parse(expression);
            assertThat(combinations().stream().filter(selector::matches).toList())
                    .as(expression)
                    .isEqualTo(matching);
            assertThat(LabelSelector.parse(selector.toString())).as(expression).isEqualTo(selector);
        }
        assertThat(impossible).isBetween(1_000, 15_000);
    }

    private static List<Map<String, String>> combinations() {
        List<String> values = new ArrayList<>(VALUES);
        values.add(OTHER);
        values.add("");
        List<Map<String, String>> all = new ArrayList<>();
        for (String ring : values) {
            for (String country : values) {
                Map<String, String> labels = new HashMap<>();
                if (!ring.isEmpty()) {
                    labels.put("ring", ring);
                }
                if (!country.isEmpty()) {
                    labels.put("country", country);
                }
                all.add(labels);
            }
        }
        return all;
    }

    /** A term as a person writes it, beside what it means to them. */
    private record Written(String text, String label, Predicate<@Nullable String> meaning) {

        static Written any(Random random) {
            String label = LABELS.get(random.nextInt(LABELS.size()));
            String value = VALUES.get(random.nextInt(VALUES.size()));
            Set<String> values = new TreeSet<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                values.add(VALUES.get(random.nextInt(VALUES.size())));
            }
            String list = String.join(random.nextBoolean() ? "," : ", ", values);
            return switch (random.nextInt(7)) {
                case 0 -> new Written(label + "=" + value, label, value::equals);
                case 1 -> new Written(label + " == " + value, label, value::equals);
                case 2 -> new Written(label + "!=" + value, label, v -> !value.equals(v));
                case 3 -> new Written(label + " in (" + list + ")", label, v -> v != null && values.contains(v));
                case 4 -> new Written(label + " notin ( " + list + " )", label, v -> v == null || !values.contains(v));
                case 5 -> new Written(label, label, v -> v != null);
                default -> new Written("!" + label, label, v -> v == null);
            };
        }

        boolean holds(Map<String, String> labels) {
            return meaning.test(labels.get(label));
        }
    }
}
