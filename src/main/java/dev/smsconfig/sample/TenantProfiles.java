package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The tenants of a server and what sets each apart, in the order they were given. Thread-safe. */
final class TenantProfiles {

    private final Map<TenantId, TenantProfile> byTenant;
    private final Set<TenantId> tenants;

    TenantProfiles(Map<TenantId, TenantProfile> byTenant) {
        this.byTenant = Collections.synchronizedMap(new LinkedHashMap<>(byTenant));
        this.tenants = Collections.unmodifiableSet(new LinkedHashSet<>(byTenant.keySet()));
    }

    /** Every tenant onsite, with nothing special. */
    static TenantProfiles onsite(Collection<TenantId> tenants) {
        Map<TenantId, TenantProfile> byTenant = new LinkedHashMap<>();
        tenants.forEach(tenant -> byTenant.put(tenant, TenantProfile.ONSITE));
        return new TenantProfiles(byTenant);
    }

    Set<TenantId> tenants() {
        return tenants;
    }

    /**
     * Changes what sets {@code tenant} apart; requests that come later see it.
     *
     * @return false where the server has no such tenant
     */
    boolean change(TenantId tenant, UnaryOperator<TenantProfile> change) {
        return byTenant.computeIfPresent(tenant, (id, profile) -> change.apply(profile)) != null;
    }

    /** As it is now; empty where the server has no such tenant. */
    Optional<TenantProfile> of(TenantId tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }
}
