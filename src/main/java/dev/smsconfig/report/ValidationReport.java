package dev.smsconfig.report;

import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Problem;
import dev.smsconfig.source.Problem.Severity;
import java.time.LocalDate;
import java.util.List;

/**
 * What a check of the config folder gave.
 *
 * @param configs the folder as the user named it
 * @param tenants how many have no error
 */
public record ValidationReport(String configs, int tenants, List<Problem> problems) {

    public ValidationReport {
        problems = List.copyOf(problems);
    }

    /**
     * @param today in UTC: some warnings come with time
     * @param strict whether warnings count as errors, and are shown so
     */
    public static ValidationReport of(String configs, Configuration configuration, LocalDate today, boolean strict) {
        return new ValidationReport(
                configs,
                configuration.tenants().size(),
                configuration.problemsOn(today).stream()
                        .map(problem -> strict ? asError(problem) : problem)
                        .toList());
    }

    private static Problem asError(Problem problem) {
        return new Problem(
                problem.file(), problem.line(), problem.column(), problem.rule(), Severity.ERROR, problem.message());
    }

    public long errors() {
        return problems.stream().filter(Problem::isError).count();
    }

    public long warnings() {
        return problems.size() - errors();
    }

    public ExitCode exitCode() {
        return errors() == 0 ? ExitCode.DONE : ExitCode.ERROR;
    }
}
