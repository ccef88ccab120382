package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RollbackBinding;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run that is taken back.
 *
 * @param selection which of its tenants, beside others; null for all that it saved
 */
record UndoneRun(JobStore store, Run run, @Nullable SelectionOptions selection) implements TenantChoice {

    /**
     * @return whether there is anything to take back
     * @throws CommandFailure where it is none that can be taken back
     */
    boolean isToBeTakenBack() {
        if (!run.maySave()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "run " + run.id() + " is a " + run.command()
                            + ", which saves nothing: there is nothing to roll back");
        }
        if (run.status() == RunStatus.RUNNING) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "run " + run.id() + " is still running (" + run.holder() + "); wait for it to end, or stop it, then"
                            + " try again");
        }
        if (run.status() == RunStatus.PAUSED) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "run " + run.id()
                            + " is paused and may still go on, so it can't be rolled back; go on with it to its"
                            + " end, or revert its commit in git and apply that, which ends it and brings back what git"
                            + " said before");
        }
        return !saved().isEmpty();
    }

    /** @throws CommandFailure where the trail does not tell all of it */
    private Map<TenantId, List<FieldChange>> saved() {
        Map<TenantId, List<FieldChange>> saved = store.saves().savedBy(run);
        boolean[] whole = {true};
        store.tenants()
                .forEachNotable(
                        run.id(),
                        entry -> whole[0] &= entry.kind() != OutcomeKind.CONVERGED
                                || saved.containsKey(entry.tenant().tenant()));
        if (!whole[0]) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the trail no longer has all that run " + run.id()
                            + " saved, so it can't be rolled back; revert its" + " commit in git and apply that");
        }
        return saved;
    }

    @Override
    public SelectedTenants of(Setting setting, ChosenFleet fleet) {
        SelectedTenants chosen = chosen(setting, fleet);
        if (chosen.text() != null && ofChosen(saved(), chosen).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "run " + run.id() + " saved none of the tenants that were chosen; 'show' lists them");
        }
        return new SelectedTenants(chosen.tenants(), chosen.text(), null, this);
    }

    private SelectedTenants chosen(Setting setting, ChosenFleet fleet) {
        SelectionOptions options = selection;
        return options == null ? SelectedTenants.all(fleet) : options.of(setting, fleet);
    }

    /** Where tenants are chosen, those without a file are not: nobody knows their labels. */
    private static Map<TenantId, List<FieldChange>> ofChosen(
            Map<TenantId, List<FieldChange>> saved, SelectedTenants chosen) {
        if (chosen.text() == null) {
            return saved;
        }
        Set<TenantId> ids = Set.copyOf(chosen.ids());
        Map<TenantId, List<FieldChange>> of = new LinkedHashMap<>(saved);
        of.keySet().retainAll(ids);
        return of;
    }

    /**
     * What brings it back.
     *
     * @param binding what each tenant is to have again
     * @param secrets where the secrets for that are
     */
    record WayBack(RollbackBinding binding, CommittedSecrets secrets) {}

    /** To be asked with the right to save in the environment, so that nobody goes on with the run meanwhile. */
    WayBack wayBack(
            SelectedTenants selected, ChosenFleet fleet, EnvironmentConnection.Site site, Fingerprinter fingerprinter) {
        CommittedSecrets secrets = new CommittedSecrets(
                store.saves().commitsBefore(run),
                CommittedSecrets.current(fleet, site),
                commit -> CommittedSecrets.place(commit, site),
                fingerprinter);
        try {
            Map<TenantId, DesiredState> known = fleet.configuration().tenants().stream()
                    .collect(Collectors.toMap(DesiredState::tenant, desired -> desired));
            return new WayBack(new RollbackBinding(ofChosen(saved(), selected), known, secrets), secrets);
        } catch (RuntimeException e) {
            secrets.close();
            throw e;
        }
    }
}
