package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.job.RunOrigin;
import dev.smsconfig.job.RunRequest;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.source.Problem;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.ShareOrCount;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A config folder without errors, connected to one of its environments. */
final class ConfiguredFleet implements AutoCloseable {

    /**
     * What the command line chose.
     *
     * @param environment null for the default of {@code fleet.yaml}
     */
    record Choice(Path configs, @Nullable String environment, FleetOptions options) {}

    private final Choice choice;
    private final Configuration configuration;
    private final Fleet fleet;
    private final Environment environment;
    private final EnvironmentConnection connection;

    private ConfiguredFleet(
            Choice choice,
            Configuration configuration,
            Fleet fleet,
            Environment environment,
            EnvironmentConnection connection) {
        this.choice = choice;
        this.configuration = configuration;
        this.fleet = fleet;
        this.environment = environment;
        this.connection = connection;
    }

    /** @throws CommandFailure where a file has errors, there is no such environment, or it can't be connected to */
    static ConfiguredFleet of(Setting setting, WorkFolder work, Choice choice) {
        choice.options().requireInRange();
        Configuration configuration = ConfigFolder.read(choice.configs());
        Fleet fleet = configuration.fleet();
        if (configuration.hasErrors() || fleet == null) {
            ProblemLines.print(
                    configuration.problems().stream().filter(Problem::isError).toList(),
                    setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the config folder " + choice.configs() + " has errors, so nothing was reached or written; correct"
                            + " them and check with: smsconfig validate --configs " + choice.configs());
        }
        if (!configuration.problems().isEmpty()) {
            setting.note(ProblemLines.counts(configuration) + " in " + choice.configs() + "; 'smsconfig validate' names"
                    + " the places");
        }
        String name = Objects.requireNonNullElse(choice.environment(), fleet.defaultEnvironment());
        Environment environment = fleet.environment(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "fleet.yaml has no environment of that name; it has "
                                + String.join(", ", fleet.environments().keySet())));
        EnvironmentConnection connection = EnvironmentConnection.to(
                environment,
                new EnvironmentConnection.Site(
                        setting,
                        work,
                        choice.configs(),
                        configuration.tenants().stream()
                                .map(DesiredState::tenant)
                                .toList(),
                        choice.options().parallelism));
        return new ConfiguredFleet(choice, configuration, fleet, environment, connection);
    }

    FleetConnection connection() {
        return connection.fleetConnection();
    }

    RunOrigin origin(String command) {
        return new RunOrigin(command, environment.name(), choice.configs().toString(), null, false);
    }

    /** @param resumed the run that is taken up again, whose limit holds unless the command line has one; or null */
    RunRequest request(@Nullable Run resumed) {
        ShareOrCount limit = choice.options().maxChanges;
        if (limit == null) {
            limit = resumed == null ? fleet.maxChanged() : ShareOrCount.parse(resumed.maxChanges());
        }
        Fleet.Rollout rollout = fleet.rollout();
        return new RunRequest(
                configuration.tenants(),
                new Rollout(rollout.waves().stream()
                        .map(wave -> new Wave(wave.name(), wave.select()))
                        .toList()),
                new FailureBudget(
                        rollout.failureBudget().max(), rollout.failureBudget().percent()),
                limit,
                choice.options().parallelism);
    }

    @Override
    public void close() {
        connection.close();
    }
}
