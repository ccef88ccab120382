package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.job.RunOrigin;
import dev.smsconfig.job.RunRequest;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.ShareOrCount;
import org.jspecify.annotations.Nullable;

/** A config folder without errors, connected to one of its environments. */
final class ConfiguredFleet implements AutoCloseable {

    /**
     * What the command line chose.
     *
     * @param saves whether the command may save
     */
    record Choice(FolderChoice folder, boolean saves, FleetOptions options) {}

    private final FleetOptions options;
    private final ChosenFleet chosen;
    private final EnvironmentConnection connection;
    private final Fingerprinter fingerprinter;

    private ConfiguredFleet(
            FleetOptions options, ChosenFleet chosen, EnvironmentConnection connection, Fingerprinter fingerprinter) {
        this.options = options;
        this.chosen = chosen;
        this.connection = connection;
        this.fingerprinter = fingerprinter;
    }

    /** @throws CommandFailure where a file has errors, there is no such environment, or it can't be connected to */
    static ConfiguredFleet of(Setting setting, WorkFolder work, Choice choice) {
        FleetOptions options = choice.options();
        options.folder.requireInRange();
        ChosenFleet chosen = ChosenFleet.readForRun(setting, choice.folder());
        if (choice.saves()) {
            chosen.requireCommitToSave();
        } else {
            chosen.noteWhereCommitIsWanted(setting);
        }
        Fingerprinter fingerprinter = work.fingerprinter();
        if (work.hasNewKey()) {
            setting.note("Made the key " + work.keys().file()
                    + ". Keep it: without it, secrets can't be compared with what" + " earlier runs recorded.");
        }
        EnvironmentConnection connection = EnvironmentConnection.to(
                chosen.environment(),
                new EnvironmentConnection.Site(
                        setting, chosen.configs(), chosen.tenants(), options.folder.parallelism));
        return new ConfiguredFleet(options, chosen, connection, fingerprinter);
    }

    FleetConnection connection() {
        return new FleetConnection(connection.remote(), connection.secrets(), fingerprinter);
    }

    RunOrigin origin(String command) {
        return new RunOrigin(
                command,
                chosen.environment().name(),
                chosen.configs().toString(),
                chosen.version().provenance(),
                chosen.version().dirty());
    }

    /** @param resumed the run that is taken up again, whose limit holds unless the command line has one; or null */
    RunRequest request(@Nullable Run resumed) {
        ShareOrCount limit = options.maxChanges;
        if (limit == null) {
            limit = resumed == null ? chosen.fleet().maxChanged() : ShareOrCount.parse(resumed.maxChanges());
        }
        Fleet.Rollout rollout = chosen.fleet().rollout();
        return new RunRequest(
                chosen.configuration().tenants(),
                chosen.commits().byTenant(),
                new Rollout(rollout.waves().stream()
                        .map(wave -> new Wave(wave.name(), wave.select()))
                        .toList()),
                new FailureBudget(
                        rollout.failureBudget().max(), rollout.failureBudget().percent()),
                limit,
                options.folder.parallelism);
    }

    @Override
    public void close() {
        connection.close();
    }
}
