package dev.smsconfig.report;

import dev.smsconfig.source.Problem;
import java.util.stream.Stream;

/** Problems of config files for people and editors: {@code file:line:column: rule message}. */
public final class ValidationText {

    private final Palette palette;

    public ValidationText(Palette palette) {
        this.palette = palette;
    }

    /** @param errorsOnly whether warnings are left out */
    public Stream<String> lines(ValidationReport report, boolean errorsOnly) {
        return report.problems().stream()
                .filter(problem -> problem.isError() || !errorsOnly)
                .map(this::line);
    }

    private String line(Problem problem) {
        String rule = problem.rule().id();
        String place = problem.file() + ":" + problem.line() + ":" + problem.column() + ": ";
        return problem.isError()
                ? place + palette.failed(rule) + " " + problem.message()
                : place + palette.changed(rule) + " " + problem.message() + " (warning)";
    }
}
