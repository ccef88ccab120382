package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.source.Problem;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A config folder without errors, and the environment of it that a command is about. */
record ChosenFleet(Path configs, Configuration configuration, Fleet fleet, Environment environment) {

    /**
     * @param environment null for the default of {@code fleet.yaml}
     * @throws CommandFailure where a file has errors, or there is no such environment
     */
    static ChosenFleet read(Setting setting, Path configs, @Nullable String environment) {
        Configuration configuration = ConfigFolder.read(configs);
        Fleet fleet = configuration.fleet();
        if (configuration.hasErrors() || fleet == null) {
            ProblemLines.print(
                    configuration.problems().stream().filter(Problem::isError).toList(),
                    setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the config folder " + configs + " has errors, so nothing was reached or written; correct"
                            + " them and check with: smsconfig validate --configs " + configs);
        }
        if (!configuration.problems().isEmpty()) {
            setting.note(ProblemLines.counts(configuration) + " in " + configs + "; 'smsconfig validate' names the"
                    + " places");
        }
        String name = Objects.requireNonNullElse(environment, fleet.defaultEnvironment());
        return new ChosenFleet(
                configs,
                configuration,
                fleet,
                fleet.environment(name)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.USAGE,
                                "fleet.yaml has no environment of that name; it has "
                                        + String.join(", ", fleet.environments().keySet()))));
    }

    List<TenantId> tenants() {
        return configuration.tenants().stream().map(DesiredState::tenant).toList();
    }
}
