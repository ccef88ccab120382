package dev.smsconfig.job;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.state.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants a fleet has, whatever of it a run is about.
 *
 * @param files those with a file in git
 * @param inventory those that there are, as somebody else says; null where nobody does
 */
public record Census(Set<TenantId> files, @Nullable Set<TenantId> inventory) {

    /** Nobody counted. */
    public static final Census NONE = new Census(Set.of(), null);

    public Census {
        files = Set.copyOf(files);
        inventory = inventory == null ? null : Set.copyOf(inventory);
    }

    /** What is missing, at that moment, once the results of a run are recorded. */
    Coverage coverage(CoveragePolicy policy, JobStore store, String environment, Instant now) {
        List<CoverageGap> gaps = new ArrayList<>();
        Set<TenantId> known = inventory;
        if (known != null) {
            files.stream()
                    .filter(tenant -> !known.contains(tenant))
                    .forEach(tenant -> gaps.add(new CoverageGap(CoverageGap.Kind.FILE_WITHOUT_TENANT, tenant, null)));
            known.stream()
                    .filter(tenant -> !files.contains(tenant))
                    .forEach(tenant -> gaps.add(new CoverageGap(CoverageGap.Kind.TENANT_WITHOUT_FILE, tenant, null)));
        }
        Duration maxAge = policy.maxAge();
        if (maxAge != null && !files.isEmpty()) {
            gaps.addAll(store.coverage().notVerifiedSince(environment, files, now.minus(maxAge)));
        }
        gaps.sort(Comparator.comparing(CoverageGap::kind)
                .thenComparing(gap -> gap.tenant().value()));
        return new Coverage(gaps, policy.fails());
    }
}
