package dev.smsconfig.source;

import dev.smsconfig.state.DesiredState;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a config folder says.
 *
 * @param fleet null where {@code fleet.yaml} is missing or has errors
 * @param tenants those whose files have no errors, by id
 * @param problems of all files, by file, line and column
 * @param due warnings that depend on the day
 */
public record Configuration(@Nullable Fleet fleet, List<DesiredState> tenants, List<Problem> problems, List<Due> due) {

    public Configuration {
        tenants = List.copyOf(tenants);
        problems = List.copyOf(problems);
        due = List.copyOf(due);
    }

    /** The problems, and the warnings that have come by that day, in UTC; by file, line and column. */
    public List<Problem> problemsOn(LocalDate today) {
        return Stream.concat(
                        problems.stream(),
                        due.stream().filter(d -> d.isOn(today)).map(Due::problem))
                .sorted()
                .toList();
    }

    /** Whether nothing may be saved. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
