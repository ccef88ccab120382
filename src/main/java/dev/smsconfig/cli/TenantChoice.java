package dev.smsconfig.cli;

/** Says which tenants of a fleet a command is about. */
interface TenantChoice {

    /** @throws CommandFailure where it does not fit the fleet */
    SelectedTenants of(Setting setting, ChosenFleet fleet);
}
