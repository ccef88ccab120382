package dev.smsconfig.state;

import dev.smsconfig.state.LabelSelector.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the terms of a label expression. */
final class LabelTerms {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._/-]{0,62}";
    private static final Pattern WHOLE_NAME = Pattern.compile(NAME);
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*(" + NAME + ")");
    private static final Pattern EQUALITY = Pattern.compile("(" + NAME + ")\\s*(!=|==?)\\s*(.*)");
    private static final Pattern SET = Pattern.compile("(" + NAME + ")\\s+(in|notin)\\s*\\((.*)\\)");
    private static final Pattern SET_WITHOUT_LIST = Pattern.compile(NAME + "\\s+(in|notin)\\b.*");
    private static final String FORMS =
            "write label=value, label!=value, label in (a,b), label notin (a,b), label or !label";
    private static final String NAMING = "names and values have 1 to 63 letters, digits, '.', '_', '/' or '-'";

    private LabelTerms() {}

    static List<Term> parse(String expression) {
        if (expression.isBlank()) {
            throw new IllegalArgumentException("the expression is empty; " + FORMS + ", several with commas between");
        }
        List<Term> terms = new ArrayList<>();
        for (String text : atCommasOutsideParentheses(expression)) {
            terms.add(term(text.strip(), terms.size() + 1));
        }
        return terms;
    }

    private static List<String> atCommasOutsideParentheses(String expression) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                parts.add(expression.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(expression.substring(begin));
        return parts;
    }

    private static Term term(String text, int number) {
        if (text.isEmpty()) {
            throw wrong(number, "is empty; remove a comma");
        }
        Matcher presence = PRESENCE.matcher(text);
        if (presence.matches()) {
            String label = presence.group(2);
            return presence.group(1).isEmpty() ? new LabelSelector.Present(label) : new LabelSelector.Absent(label);
        }
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            return compared(set.group(1), set.group(2).equals("in"), values(set.group(3), number));
        }
        if (SET_WITHOUT_LIST.matcher(text).matches()) {
            throw wrong(number, "has no list in parentheses; write label in (a,b) or label notin (a,b)");
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            return compared(
                    equality.group(1),
                    !equality.group(2).equals("!="),
                    Set.of(value(equality.group(3).strip(), number)));
        }
        throw wrong(number, "is none of the forms that there are; " + FORMS + "; " + NAMING);
    }

    private static Term compared(String label, boolean in, Set<String> values) {
        return in ? new LabelSelector.In(label, values) : new LabelSelector.NotIn(label, values);
    }

    private static Set<String> values(String list, int number) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : list.split(",", -1)) {
            values.add(value(value.strip(), number));
        }
        return values;
    }

    private static String value(String text, int number) {
        if (text.isEmpty()) {
            throw wrong(
                    number, "lacks a value; labels are never empty, so write a value, or !label for tenants without");
        }
        if (!WHOLE_NAME.matcher(text).matches()) {
            throw wrong(number, "has a value that no label can have; " + NAMING);
        }
        return text;
    }

    private static IllegalArgumentException wrong(int number, String what) {
        return new IllegalArgumentException("part " + number + " of the expression " + what);
    }
}
