package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Style;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a literal secret must not be: each of these has locked somebody out of a provider. */
final class SecretText {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "change[-_ ]?(?:me|it)|replace[-_ ]?me|to[-_ ]?do|fix[-_ ]?me|tbd|x{3,}|placeholder|\\*{3,}|\\.{3}|…"
                    + "|<[^<>]*>|\\$\\{[^{}]*}|\\{\\{[^{}]*}}",
            Pattern.CASE_INSENSITIVE);

    private SecretText() {}

    static @Nullable Fault fault(Scalar scalar) {
        String text = scalar.text();
        if (scalar.beforeComment()) {
            return new Fault(
                    Rule.SECRET_CUT_BY_COMMENT,
                    "the rest of the line after ' #' is a comment and would be cut off; put the secret in quotes");
        }
        if (scalar.style() == Style.BLOCK && text.endsWith("\n")) {
            return new Fault(
                    Rule.SECRET_BLOCK_SCALAR, "the secret would end with a line break; put it in quotes on one line");
        }
        if (text.isEmpty()) {
            return new Fault(Rule.SECRET_EMPTY, "an empty secret; write a reference, or remove the key");
        }
        if (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()))) {
            return new Fault(Rule.SECRET_BLANK, "the secret begins or ends with a blank; remove the blank");
        }
        if (PLACEHOLDER.matcher(text).matches()) {
            return new Fault(
                    Rule.SECRET_PLACEHOLDER, "a placeholder, not a secret; write a reference such as ref+env://NAME");
        }
        return null;
    }

    /** With the no-break space, which a copy from a web page brings along. */
    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
