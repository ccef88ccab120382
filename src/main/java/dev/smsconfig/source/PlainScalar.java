package dev.smsconfig.source;

import java.util.Set;
import java.util.regex.Pattern;

/** Whether unquoted text means the same text to a reader of YAML 1.1 and to one of YAML 1.2. */
final class PlainScalar {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    // the words of https://yaml.org/type/ (1.1), a superset of the 1.2 core schema
    private static final Set<String> WORDS = Set.of(
            "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true",
            "True", "TRUE", "false", "False", "FALSE", "=", "<<");

    // possessive throughout: a long run of digits must not make the match slow
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:"
            + "0[bB][01_]++|0[oO][0-7_]++|0[xX][0-9a-fA-F_]++" // binary, octal of 1.2, hexadecimal
            + "|[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\\.[0-9_]*+)?" // base 60 of 1.1
            + "|[0-9][0-9_]*+(?:\\.[0-9._]*+)?(?:[eE][-+]?[0-9]++)?" // 1.1 admits several dots in a float
            + "|\\.[0-9._]++(?:[eE][-+]?[0-9]++)?"
            + "|\\.(?:inf|Inf|INF|nan|NaN|NAN))");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d?-\\d\\d?(?:(?:[Tt]|[ \\t]+)\\d\\d?:.*)?");

    private PlainScalar() {}

    static boolean isNull(String text) {
        return NULLS.contains(text);
    }

    /** Whether some reader takes the text for a number, a truth value, a date, null or a YAML keyword. */
    static boolean isAmbiguous(String text) {
        if (isNull(text) || WORDS.contains(text)) {
            return true;
        }
        char first = text.charAt(0);
        boolean numeric = (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
        return numeric && (NUMBER.matcher(text).matches() || DATE.matcher(text).matches());
    }
}
