package dev.smsconfig.git;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For each tenant the commit that last changed one of the files its configuration comes from.
 *
 * @param byTenant without the tenants of which that is not known: a file differs from the commit that was read, or the
 *     clone is shallow
 * @param note what people should know about those left out, or null
 */
public record TenantCommits(
        Map<TenantId, Provenance> byTenant, @Nullable String note) {

    public static final TenantCommits NONE = new TenantCommits(Map.of(), null);

    public TenantCommits {
        byTenant = Map.copyOf(byTenant);
    }
}
