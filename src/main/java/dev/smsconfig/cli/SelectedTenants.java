package dev.smsconfig.cli;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of a fleet that a command is about.
 *
 * @param text how they were chosen, as one would write it on the command line, or null where it is all of them
 * @param plan the sealed plan that chose them, or null
 * @param undone the run that is taken back, or null
 */
record SelectedTenants(
        List<DesiredState> tenants,
        @Nullable String text,
        @Nullable GivenPlan plan,
        @Nullable UndoneRun undone) {

    SelectedTenants(List<DesiredState> tenants, @Nullable String text) {
        this(tenants, text, null, null);
    }

    static SelectedTenants all(ChosenFleet fleet) {
        return new SelectedTenants(fleet.configuration().tenants(), null);
    }

    List<TenantId> ids() {
        return tenants.stream().map(DesiredState::tenant).toList();
    }
}
