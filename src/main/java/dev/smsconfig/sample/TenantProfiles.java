package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tenants of a server and what sets each apart, in the order they were given. */
final class TenantProfiles {

    private final Map<TenantId, TenantProfile> byTenant;

    TenantProfiles(Map<TenantId, TenantProfile> byTenant) {
        this.byTenant = Collections.unmodifiableMap(new LinkedHashMap<>(byTenant));
    }

    /** Every tenant onsite, with nothing special. */
    static TenantProfiles onsite(Collection<TenantId> tenants) {
        Map<TenantId, TenantProfile> byTenant = new LinkedHashMap<>();
        tenants.forEach(tenant -> byTenant.put(tenant, TenantProfile.ONSITE));
        return new TenantProfiles(byTenant);
    }

    Set<TenantId> tenants() {
        return byTenant.keySet();
    }

    /** Empty where the server has no such tenant. */
    Optional<TenantProfile> of(TenantId tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }
}
