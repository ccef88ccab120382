package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads scalars as the type that the schema asks for, from their source text; null means a problem was reported. */
final class Scalars {

    private static final int MAX_DIGITS = 9;

    private Scalars() {}

    static @Nullable String string(Node node, FileProblems problems) {
        Scalar scalar = scalar(node, "a text", problems);
        if (scalar == null) {
            return null;
        }
        Fault fault = fault(scalar);
        if (fault != null) {
            problems.error(fault, scalar.at());
            return null;
        }
        return scalar.text();
    }

    static @Nullable Boolean bool(Node node, FileProblems problems) {
        Scalar scalar = scalar(node, "true or false", problems);
        if (scalar == null) {
            return null;
        }
        if (scalar.style() == Style.PLAIN
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Boolean.valueOf(scalar.text());
        }
        problems.error(Rule.CONFIG_WRONG_TYPE, scalar.at(), "neither true nor false; write one of them, unquoted");
        return null;
    }

    static @Nullable Integer integer(Node node, int min, int max, FileProblems problems) {
        Scalar scalar = scalar(node, "a whole number", problems);
        if (scalar == null) {
            return null;
        }
        if (scalar.style() != Style.PLAIN || !isInteger(scalar.text())) {
            problems.error(
                    Rule.CONFIG_WRONG_TYPE,
                    scalar.at(),
                    "not a whole number; write digits only, unquoted, without 0 first");
            return null;
        }
        int value = Integer.parseInt(scalar.text());
        if (value < min || value > max) {
            problems.error(Rule.CONFIG_VALUE, scalar.at(), "out of range; write a number from " + min + " to " + max);
            return null;
        }
        return value;
    }

    /** One of an enum's constants, written in lower case. */
    static <E extends Enum<E>> @Nullable E choice(Node node, E[] choices, FileProblems problems) {
        String text = string(node, problems);
        if (text == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E choice : choices) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return choice;
            }
            names.add(name);
        }
        problems.error(Rule.CONFIG_VALUE, node.at(), "write one of " + String.join(", ", names));
        return null;
    }

    /** Whether it is written in the one form that every reader takes for the same number. */
    static boolean isInteger(String text) {
        return text.length() <= MAX_DIGITS && text.matches("0|[1-9][0-9]*");
    }

    static @Nullable Scalar scalar(Node node, String expected, FileProblems problems) {
        if (!(node instanceof Scalar scalar)) {
            problems.error(Rule.CONFIG_WRONG_TYPE, node.at(), "a list or a mapping; write " + expected + " here");
            return null;
        }
        if (scalar.isNull()) {
            problems.error(
                    Rule.YAML_NULL,
                    scalar.at(),
                    "no value; write " + expected + " (an empty text is \"\"), or remove the key");
            return null;
        }
        return scalar;
    }

    /** What keeps a scalar from being one line of unmistakable text. */
    static @Nullable Fault fault(Scalar scalar) {
        if (scalar.style() == Style.PLAIN && PlainScalar.isAmbiguous(scalar.text())) {
            return new Fault(
                    Rule.YAML_QUOTE_IT,
                    "without quotes some YAML readers take this for a number, date or truth value; put it in quotes");
        }
        if (scalar.multiLine()) {
            return new Fault(
                    Rule.YAML_MULTI_LINE, "a text that goes on in the next line; end it, with its quote, on this line");
        }
        if (Characters.anyForbidden(scalar.text())) {
            return new Fault(
                    Rule.CONFIG_CONTROL_CHARACTER,
                    "a line break, control or invisible character in the text; write it without, on one line");
        }
        return null;
    }
}
