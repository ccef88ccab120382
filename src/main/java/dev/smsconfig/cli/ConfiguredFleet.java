package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.Basis;
import dev.smsconfig.job.Census;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.job.NewRun;
import dev.smsconfig.job.RunRequest;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A config folder without errors, connected to one of its environments. */
final class ConfiguredFleet implements AutoCloseable {

    /**
     * What the command line chose.
     *
     * @param saves whether the command may save
     * @param selection null for every tenant, as where a run that is taken up again has its own
     * @param overrides guards that it may pass
     */
    record Choice(
            FolderChoice folder,
            boolean saves,
            FleetOptions options,
            @Nullable TenantChoice selection,
            Overrides overrides) {

        static Choice toLook(FolderChoice folder, FleetOptions options, TenantChoice selection) {
            return new Choice(folder, false, options, selection, Overrides.NONE);
        }
    }

    private final Choice choice;
    private final ChosenFleet chosen;
    private final SelectedTenants selected;
    private final EnvironmentConnection connection;
    private final Fingerprinter fingerprinter;
    private UndoneRun.@Nullable WayBack wayBack;

    private ConfiguredFleet(
            Choice choice,
            ChosenFleet chosen,
            SelectedTenants selected,
            EnvironmentConnection connection,
            Fingerprinter fingerprinter) {
        this.choice = choice;
        this.chosen = chosen;
        this.selected = selected;
        this.connection = connection;
        this.fingerprinter = fingerprinter;
    }

    /**
     * @param permit is asked for the right to run in the environment of that name, before anything of it is touched
     * @throws CommandFailure where a file has errors, there is no such environment, or it can't be connected to
     */
    static ConfiguredFleet of(Setting setting, WorkFolder work, Choice choice, Consumer<String> permit) {
        choice.options().folder.requireInRange();
        ChosenFleet chosen = ChosenFleet.read(setting, choice.folder());
        try {
            if (choice.saves()) {
                chosen.requireCommitToSave();
                chosen.noteWhereNothingIsWritten(setting);
            } else {
                chosen.noteWhereCommitIsWanted(setting);
            }
            TenantChoice selection = choice.selection();
            SelectedTenants selected = selection == null ? SelectedTenants.all(chosen) : selection.of(setting, chosen);
            permit.accept(chosen.environment().name());
            return connected(setting, work, choice, chosen, selected);
        } catch (RuntimeException e) {
            chosen.close();
            throw e;
        }
    }

    private static ConfiguredFleet connected(
            Setting setting, WorkFolder work, Choice choice, ChosenFleet chosen, SelectedTenants selected) {
        EnvironmentConnection.Site site = new EnvironmentConnection.Site(
                setting, chosen.configs(), chosen.committed(), chosen.tenants(), choice.options().folder);
        Fingerprinter fingerprinter = fingerprinter(setting, work, chosen.fleet(), site);
        GivenPlan plan = selected.plan();
        if (plan != null) {
            plan.requireKey(
                    keyCheck(fingerprinter, plan.plan().header().origin().run()));
        }
        ConfiguredFleet fleet = new ConfiguredFleet(
                choice, chosen, selected, EnvironmentConnection.to(chosen.environment(), site), fingerprinter);
        UndoneRun undone = selected.undone();
        if (undone != null) {
            fleet.takeBack(undone, site);
        }
        return fleet;
    }

    private void takeBack(UndoneRun undone, EnvironmentConnection.Site site) {
        try {
            wayBack = undone.wayBack(selected, chosen, site, fingerprinter);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A fingerprint that tells whether others were made with the same key. */
    private static String keyCheck(Fingerprinter fingerprinter, String runId) {
        return fingerprinter
                .of(new TenantId("smsconfig"), "plan", new Secret(runId))
                .text();
    }

    /** What a sealed plan of that run holds, so that it can be told later whether its fingerprints can be compared. */
    String keyCheck(String runId) {
        return keyCheck(fingerprinter, runId);
    }

    private static Fingerprinter fingerprinter(
            Setting setting, WorkFolder work, Fleet fleet, EnvironmentConnection.Site site) {
        SecretReference elsewhere = fleet.keys().fingerprint();
        if (elsewhere != null) {
            try (SecretResolver secrets = site.secrets()) {
                return FingerprintKeys.at(elsewhere, secrets);
            }
        }
        Fingerprinter fingerprinter = work.fingerprinter();
        if (work.hasNewKey()) {
            setting.note("Made the key " + work.keys().file()
                    + ". Keep it: without it, secrets can't be compared with what earlier runs recorded.");
        }
        return fingerprinter;
    }

    ChosenFleet chosen() {
        return chosen;
    }

    /** The config folder as it was named, or null where nobody did. */
    @Nullable
    Path configsGiven() {
        return choice.options().folder.configs;
    }

    /** Where checkpoints go, as it was named on the command line; or null. */
    @Nullable
    Path checkpointsGiven() {
        return choice.options().checkpoints;
    }

    /** What git says, by tenant. */
    Map<TenantId, DesiredState> desired() {
        return selected.tenants().stream().collect(Collectors.toMap(DesiredState::tenant, Function.identity()));
    }

    /**
     * The key that signs what this installation says, or null where the fleet names none.
     *
     * @throws CommandFailure where it can't be had
     */
    @Nullable
    SealKey signingKey(Setting setting) {
        SecretReference reference = chosen.fleet().keys().signing();
        return reference == null ? null : new SigningKeys(setting, chosen.configs(), chosen.committed()).at(reference);
    }

    /** @param command what the run is made by; a drift has nothing to save with */
    FleetConnection connection(String command) {
        FleetConnection made =
                command.equals(Run.DRIFT) ? connection.looking(fingerprinter) : connection.saving(fingerprinter);
        UndoneRun.WayBack back = wayBack;
        return back == null
                ? made
                : new FleetConnection(made.reads(), made.saves(), back.secrets(), made.fingerprinter(), made.uses());
    }

    /** @param id not used before */
    NewRun newRun(String id, String command) {
        GivenPlan plan = selected.plan();
        UndoneRun undone = selected.undone();
        Run.Origin origin = new Run.Origin(
                chosen.configs().toString(),
                chosen.version().provenance(),
                chosen.version().dirty(),
                selected.text(),
                chosen.configuration().tenants().size(),
                plan == null ? null : plan.carried(),
                undone == null ? null : undone.run().id());
        return new NewRun(id, command, chosen.environment().name(), origin, WorkFolder.thisProcess());
    }

    /**
     * @param resumed the run that is taken up again, whose limit holds unless the command line has one; or null
     * @param pacing how far the command goes
     * @throws CommandFailure where it names a wave that there is not
     */
    RunRequest request(Setting setting, @Nullable Run resumed, PacingOptions pacing) {
        Policies policies = chosen.fleet().policies(chosen.environment().name());
        FleetOptions options = choice.options();
        ShareOrCount limit = options.maxChanges;
        if (limit == null && resumed != null) {
            limit = ShareOrCount.parse(resumed.maxChanges());
        }
        UndoneRun.WayBack back = wayBack;
        return new RunRequest(
                back == null ? selected.tenants() : back.binding().desired(),
                limit == null ? policies : policies.withGuards(policies.guards().withMaxChanged(limit)),
                options.folder.parallelism,
                choice.overrides(),
                pacing.of(policies.rollout()),
                back == null ? basis(setting, policies) : back.binding().basis(),
                back == null ? census(policies) : Census.NONE);
    }

    private Census census(Policies policies) {
        return new InventoryFile(chosen.configs(), chosen.folder().files())
                .census(policies.coverage(), Set.copyOf(chosen.tenants()));
    }

    private Basis basis(Setting setting, Policies policies) {
        Map<TenantId, Provenance> commits = chosen.commits(setting, choice.folder(), selected.ids());
        GivenPlan plan = selected.plan();
        return plan == null ? Basis.committed(commits) : plan.basis(commits, policies.rollout());
    }

    @Override
    public void close() {
        UndoneRun.WayBack back = wayBack;
        try (chosen) {
            if (back != null) {
                back.secrets().close();
            }
        } finally {
            connection.close();
        }
    }
}
