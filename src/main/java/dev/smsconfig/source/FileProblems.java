package dev.smsconfig.source;

import dev.smsconfig.source.Problem.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Gathers the problems of one file. */
final class FileProblems {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();

    /** @param file the path as problems show it */
    FileProblems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void error(Rule rule, Position at, String message) {
        add(rule, at, Severity.ERROR, message);
    }

    void error(Fault fault, Position at) {
        error(fault.rule(), at, fault.message());
    }

    void warning(Rule rule, Position at, String message) {
        add(rule, at, Severity.WARNING, message);
    }

    /** A warning for the days after {@code lastDay}, in UTC: what is read must not depend on when. */
    void due(LocalDate lastDay, Rule rule, Position at, String message) {
        due.add(new Due(lastDay, problem(rule, at, Severity.WARNING, message)));
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    List<Problem> list() {
        return problems;
    }

    List<Due> due() {
        return due;
    }

    private void add(Rule rule, Position at, Severity severity, String message) {
        problems.add(problem(rule, at, severity, message));
    }

    private Problem problem(Rule rule, Position at, Severity severity, String message) {
        return new Problem(file, at.line(), at.column(), rule, severity, message);
    }
}
