package dev.smsconfig.job;

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
 */
public record Basis(
        Map<TenantId, Provenance> commits, @Nullable Seed seed, Map<TenantId, List<FieldChange>> bound) {

    /** Files whose commits are not known, and nothing agreed to beforehand. */
    public static final Basis FILES = committed(Map.of());

    public Basis {
        commits = Map.copyOf(commits);
        bound = Map.copyOf(bound);
    }

    /** Files, and nothing agreed to beforehand. */
    public static Basis committed(Map<TenantId, Provenance> commits) {
        return new Basis(commits, null, Map.of());
    }

    Seed seedOf(String runId) {
        return seed == null ? Seed.of(runId) : seed;
    }
}
