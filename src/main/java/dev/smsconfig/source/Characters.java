package dev.smsconfig.source;

/** Which characters may stand in a config file. */
final class Characters {

    static final int BYTE_ORDER_MARK = 0xFEFF;

    private Characters() {}

    /**
     * Whether a character can hide what a file says, or change how it is shown: controls but TAB, line separators that
     * only some readers see, text-direction and zero-width characters (Trojan Source), and what is no character.
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
                    Character.SURROGATE -> true;
            default -> (codePoint & 0xFFFE) == 0xFFFE;
        };
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
