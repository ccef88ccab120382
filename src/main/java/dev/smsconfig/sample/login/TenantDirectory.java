package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.Optional;

/** Which tenants there are. */
public interface TenantDirectory {

    /** As it is now; empty where there is no such tenant. */
    Optional<TenantSite> of(TenantId tenant);
}
