package dev.smsconfig.report;

import java.util.Locale;

/** Makes text from a server safe to print: what a terminal or an XML parser would obey is written as an escape. */
public final class Visible {

    private static final int LONGEST = 80;

    private Visible() {}

    public static String text(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                visible.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    /** Most text is, and there is a lot of it in a large report. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** In quotes, and shortened where it is long. */
    static String quoted(String text) {
        String shortened = text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
        return '"' + text(shortened) + '"';
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
