package dev.smsconfig.source;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Looks for what the parser, which is one of YAML 1.1, lets pass though YAML 1.2 forbids it or reads it otherwise. */
final class Layout {

    private final String text;
    private final TextIndex index;

    Layout(String text) {
        this.text = text;
        this.index = new TextIndex(text);
    }

    /** What is wrong, and where. */
    record Flaw(Position at, String message) {}

    /** The index in the text of what a mark points to. */
    int indexOf(Mark mark) {
        return index.of(mark);
    }

    /** @param blockColumn of the block mapping or list around it, counting from 1; 0 where nothing is to be indented */
    @Nullable
    Flaw ofScalar(ScalarEvent event, int blockColumn) {
        Mark startMark = event.getStartMark();
        int start = index.of(startMark);
        if (start > 0 && text.charAt(start - 1) == '?') {
            return new Flaw(Position.of(startMark), "text after a '?'; quote it together with the '?'");
        }
        if (event.getScalarStyle() == ScalarStyle.PLAIN) {
            return null;
        }
        if (event.isLiteral() || event.isFolded()) {
            return ofBlockScalar(startMark, start, blockColumn);
        }
        Flaw flaw = ofEnd(event.getEndMark());
        return flaw != null ? flaw : ofLines(startMark, index.of(event.getEndMark()), blockColumn, "");
    }

    /** The same for a whole collection in brackets or braces. */
    @Nullable
    Flaw ofFlow(Mark start, Mark end, int blockColumn) {
        Flaw flaw = ofEnd(end);
        return flaw != null ? flaw : ofLines(start, index.of(end), blockColumn, "#]}");
    }

    private @Nullable Flaw ofEnd(Mark end) {
        return text.startsWith("#", index.of(end))
                ? new Flaw(Position.of(end), "a '#' without a blank before it; add one, or quote the whole text")
                : null;
    }

    /** @param exempt characters that may begin a line wherever it begins */
    private @Nullable Flaw ofLines(Mark startMark, int end, int blockColumn, String exempt) {
        int line = startMark.getLine() + 1;
        for (int eol = next(index.of(startMark)); eol < end; eol = next(eol + 1)) {
            line++;
            int indented = skip(eol + 1, " ");
            int first = skip(indented, " \t");
            if (indented - eol - 1 < blockColumn && !isLineEnd(first) && exempt.indexOf(text.charAt(first)) < 0) {
                return new Flaw(
                        new Position(line, first - eol), "a line that is not indented enough; indent it with spaces");
            }
        }
        return null;
    }

    /** Its indentation is told from the first line that is not blank, and a blank one before must not be longer. */
    private @Nullable Flaw ofBlockScalar(Mark startMark, int start, int blockColumn) {
        int eol = next(start);
        if (text.substring(start, eol).chars().anyMatch(Character::isDigit)) {
            return null; // the indentation is written
        }
        int line = startMark.getLine() + 1;
        int longest = 0;
        while (eol < text.length()) {
            line++;
            int first = skip(eol + 1, " ");
            int spaces = first - eol - 1;
            if (!isLineEnd(first)) {
                return spaces >= blockColumn && longest > spaces
                        ? new Flaw(new Position(line, spaces + 1), "less indented than a blank line before; align them")
                        : null;
            }
            longest = Math.max(longest, spaces);
            eol = next(first);
        }
        return null;
    }

    private int next(int from) {
        int eol = text.indexOf('\n', from);
        return eol < 0 ? text.length() : eol;
    }

    private int skip(int from, String blanks) {
        int i = from;
        while (i < text.length() && blanks.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private boolean isLineEnd(int i) {
        return i >= text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }
}
