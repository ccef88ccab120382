package dev.smsconfig.source;

import org.yaml.snakeyaml.error.Mark;

/** A place in a file; both numbers count from 1, columns count code points. */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The form that messages use. */
    String text() {
        return "line " + line + ", column " + column;
    }
}
