package dev.smsconfig.source;

/** Which characters may stand in a config file. */
final class Characters {

    static final int BYTE_ORDER_MARK = 0xFEFF;

    /** What turns the direction of text, and so the order in which a line is seen. */
    private static final String DIRECTIONS = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private Characters() {}

    /**
     * Whether a character can hide what a file says, or change how it is shown: controls but TAB, line separators that
     * only some readers see, text-direction and zero-width characters (Trojan Source), and what means nothing outside
     * one program or one version of Unicode.
     */
    static boolean isForbidden(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < ' ' && codePoint != '\t';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Whether a forbidden character does no harm in a comment: it joins emoji there, or hyphenates. */
    static boolean isHarmlessInComment(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                && codePoint != BYTE_ORDER_MARK
                && DIRECTIONS.indexOf(codePoint) < 0;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static boolean anyForbidden(String text) {
        return text.codePoints().anyMatch(Characters::isForbidden);
    }

    /** Text of a file name made fit for a line of output. */
    static String printable(String name) {
        if (!anyForbidden(name)) {
            return name;
        }
        return name.codePoints()
                .map(c -> isForbidden(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
