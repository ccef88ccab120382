package dev.smsconfig.source;

import java.util.Comparator;

/**
 * A fault in a config file or folder. Its message says what is wrong and what to do, and holds no text of the file: a
 * slip of the keyboard can put a password anywhere, in the place of a key too.
 *
 * @param file the path as a user would type it, for example {@code configs/tenants/no/Cust00001.yaml}
 * @param line counts from 1; 1 where the problem is the file itself
 * @param column counts from 1, in code points
 */
public record Problem(String file, int line, int column, Rule rule, Severity severity, String message)
        implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::rule)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message);

    /** Whether a problem stops a run before anything is saved. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line for people and editors: {@code file:line:column: rule message}. */
    public String text() {
        return file + ":" + line + ":" + column + ": " + rule.id() + " " + message;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
