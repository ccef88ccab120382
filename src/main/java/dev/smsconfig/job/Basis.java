package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
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
 * @param setAside how tenants end of which it is known beforehand that nothing can be done
 */
// 5 parameters: who stands behind it, and for each tenant what was settled beforehand
public record Basis(
        Map<TenantId, Provenance> commits,
        @Nullable Seed seed,
        Map<TenantId, List<FieldChange>> bound,
        List<InventoryTenant> inventory,
        Map<TenantId, Outcome> setAside) {

    /** Files whose commits are not known, and nothing agreed to beforehand. */
    public static final Basis FILES = committed(Map.of());

    public Basis {
        commits = Map.copyOf(commits);
        bound = Map.copyOf(bound);
        inventory = List.copyOf(inventory);
        setAside = Map.copyOf(setAside);
    }

    /** One of which every tenant is looked at. */
    public Basis(
            Map<TenantId, Provenance> commits,
            @Nullable Seed seed,
            Map<TenantId, List<FieldChange>> bound,
            List<InventoryTenant> inventory) {
        this(commits, seed, bound, inventory, Map.of());
    }

    /** One whose inventory git tells. */
    public Basis(Map<TenantId, Provenance> commits, @Nullable Seed seed, Map<TenantId, List<FieldChange>> bound) {
        this(commits, seed, bound, List.of());
    }

    /** Files, and nothing agreed to beforehand. */
    public static Basis committed(Map<TenantId, Provenance> commits) {
        return new Basis(commits, null, Map.of());
    }

    /**
     * What was saved, to be taken back.
     *
     * @param bound of each tenant the way back
     */
    public static Basis reversal(Map<TenantId, List<FieldChange>> bound, Map<TenantId, Outcome> setAside) {
        return new Basis(Map.of(), null, bound, List.of(), setAside);
    }

    Seed seedOf(String runId) {
        return seed == null ? Seed.of(runId) : seed;
    }
}
