package dev.smsconfig.sample;

import java.util.Locale;

/**
 * The states of a tenant that the state API tells (SuperOffice documentation, authentication and tenant status).
 *
 * @see TenantProfile
 */
enum TenantState {
    UNKNOWN("Unknown", 0),
    PROVISIONING("Provisioning", 1),
    RUNNING("Running", 2),
    DELETED("Deleted", 3),
    SUSPENDED("Suspended", 4),
    ONLINE_MAINTENANCE("OnlineMaintenance", 5),
    OFFLINE_MAINTENANCE("OfflineMaintenance", 6),
    PROVISIONING_FAILED("ProvisioningFailed", 8),
    DELETING("Deleting", 10),
    DELETE_FAILED("DeleteFailed", 11),
    MIGRATION_PENDING("MigrationPending", 12);

    private final String wireName;
    private final int number;

    TenantState(String wireName, int number) {
        this.wireName = wireName;
        this.number = number;
    }

    /** As the state API writes it, for example {@code OnlineMaintenance}. */
    String wireName() {
        return wireName;
    }

    /** The number that SuperOffice gives the state. */
    int number() {
        return number;
    }

    /** Whether the tenant's API answers. */
    boolean isRunning() {
        return this == RUNNING || this == ONLINE_MAINTENANCE;
    }

    /**
     * @param name in any case
     * @throws IllegalArgumentException where there is no such state
     */
    static TenantState named(String name) {
        for (TenantState state : values()) {
            if (state.wireName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such tenant state");
    }
}
