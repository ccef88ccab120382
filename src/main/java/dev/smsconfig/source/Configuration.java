package dev.smsconfig.source;

import dev.smsconfig.state.DesiredState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a config folder says.
 *
 * @param fleet null where {@code fleet.yaml} is missing or has errors
 * @param tenants those whose files have no errors, by id
 * @param problems of all files, by file, line and column
 */
public record Configuration(@Nullable Fleet fleet, List<DesiredState> tenants, List<Problem> problems) {

    public Configuration {
        tenants = List.copyOf(tenants);
        problems = List.copyOf(problems);
    }

    /** Whether nothing may be saved. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
