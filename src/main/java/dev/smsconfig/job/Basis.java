package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.rollout.Seed;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where what a run is to bring about comes from.
 *
 * @param commits for each tenant the last commit that changed a file its configuration comes from, where that is known
 * @param seed of the order inside the waves, where another run has told it already; else null
 * @param bound for each tenant that is bound to certain changes what may be saved of it, and nothing else
 * @param inventory the run's tenants in their order, with their waves and with what git said of each, where that was told
 *     before: one of which git says something else by now ends STALE. Empty where git tells all of that
 */
public record Basis(
        Map<TenantId, Provenance> commits,
        @Nullable Seed seed,
        Map<TenantId, List<FieldChange>> bound,
        List<InventoryTenant> inventory) {

    /** Files whose commits are not known, and nothing agreed to beforehand. */
    public static final Basis FILES = committed(Map.of());

    public Basis {
        commits = Map.copyOf(commits);
        bound = Map.copyOf(bound);
        inventory = List.copyOf(inventory);
    }

    /** One whose inventory git tells. */
    public Basis(Map<TenantId, Provenance> commits, @Nullable Seed seed, Map<TenantId, List<FieldChange>> bound) {
        this(commits, seed, bound, List.of());
    }

    /** Files, and nothing agreed to beforehand. */
    public static Basis committed(Map<TenantId, Provenance> commits) {
        return new Basis(commits, null, Map.of());
    }

    Seed seedOf(String runId) {
        return seed == null ? Seed.of(runId) : seed;
    }
}
