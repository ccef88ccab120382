package dev.smsconfig.cli;

import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Problem;
import java.io.PrintStream;
import java.util.List;

/** Prints problems of config files. */
final class ProblemLines {

    private static final int LISTED = 100;

    private ProblemLines() {}

    static void print(List<Problem> problems, PrintStream stream) {
        problems.stream()
                .limit(LISTED)
                .forEach(problem -> stream.println(problem.text() + (problem.isError() ? "" : " (warning)")));
        if (problems.size() > LISTED) {
            stream.println("… and " + (problems.size() - LISTED) + " more; 'validate' lists all");
        }
    }

    static String counts(Configuration configuration) {
        long errors = configuration.problems().stream().filter(Problem::isError).count();
        return counts(errors, configuration.problems().size() - errors);
    }

    static String counts(long errors, long warnings) {
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }
}
