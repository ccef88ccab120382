package dev.smsconfig.source;

import org.yaml.snakeyaml.error.Mark;

/** Where the parser's marks, which count code points, stand in a text, which counts chars. */
final class TextIndex {

    private final String text;
    private final boolean same;
    private int codePoints;
    private int chars;

    TextIndex(String text) {
        this.text = text;
        this.same = text.codePointCount(0, text.length()) == text.length();
    }

    /** Goes on from the mark asked for last: counting from the start each time takes long in a large file. */
    int of(Mark mark) {
        if (same) {
            return mark.getIndex();
        }
        chars = text.offsetByCodePoints(chars, mark.getIndex() - codePoints);
        codePoints = mark.getIndex();
        return chars;
    }
}
