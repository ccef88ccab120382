package dev.smsconfig.source;

import java.util.List;
import java.util.Map;

/** What a document consists of, with positions and with the source form of each scalar. */
sealed interface Node {

    Position at();

    /** The last line of a scalar; of a collection, the line it begins on. */
    default int lastLine() {
        return at().line();
    }

    /** Keys in the order of the file; each once. */
    record Mapping(Position at, Map<String, Entry> entries) implements Node {}

    record Entry(Scalar key, Node value) {}

    record Sequence(Position at, List<Node> items) implements Node {}

    /**
     * @param text what the scalar holds, escapes resolved; never part of a message
     * @param lastLine the line it ends on, from 1; that of {@code at} but for a block scalar
     * @param multiLine whether a plain or quoted scalar goes over several lines
     * @param beforeComment whether it is plain and a comment follows on its line
     */
    record Scalar(Position at, int lastLine, String text, Style style, boolean multiLine, boolean beforeComment)
            implements Node {

        /** Nothing was written, or {@code ~} or {@code null}. */
        boolean isNull() {
            return style == Style.PLAIN && PlainScalar.isNull(text);
        }

        /** Without the text, which may be a password. */
        @Override
        public String toString() {
            return "Scalar(" + at.text() + ")";
        }
    }

    enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }
}
