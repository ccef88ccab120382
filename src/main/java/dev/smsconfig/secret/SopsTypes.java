package dev.smsconfig.secret;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes into the MAC for a value that is not encrypted: SOPS takes it with its type, not as it is written. */
final class SopsTypes {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL =
            Pattern.compile("(?=.*[.eE])[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    // octal and other bases, times, infinities: rare, and each with rules of its own
    private static final Pattern UNSURE = Pattern.compile("[-+]?(?:[0-9][0-9A-Fa-f_xobXOB.:TtZz+ -]*|\\.(?i:inf|nan))");

    private SopsTypes() {}

    /** @return the text that is hashed, or null for a null, which is not hashed */
    static @Nullable String hashed(SopsNode.Scalar scalar) throws SopsRefusal {
        String text = scalar.text();
        if (!scalar.typed()) {
            return text;
        }
        if (NULLS.contains(text)) {
            return null;
        }
        if (TRUE.contains(text)) {
            return "True";
        }
        if (FALSE.contains(text)) {
            return "False";
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.toString(Long.parseLong(text));
        }
        if (DECIMAL.matcher(text).matches()) {
            return decimal(Double.parseDouble(text));
        }
        if (UNSURE.matcher(text).matches()) {
            throw SopsRefusal.forProgram("an unencrypted value in it is a number or a time in an unusual form");
        }
        return text;
    }

    private static String decimal(double value) throws SopsRefusal {
        if (Double.isInfinite(value)) {
            throw SopsRefusal.forProgram("an unencrypted number in it is too large");
        }
        BigDecimal plain = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return 1 / value < 0 && value == 0 ? "-0" : plain.toPlainString();
    }
}
