package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Seed;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.seal.SealedPlan.Finding;
import dev.smsconfig.seal.SealedPlan.Tenant;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds a run to a sealed plan: its tenants in the plan's waves and order, what git said of each, and what may be saved.
 *
 * @param rollout has every wave of the plan by its name
 */
public record PlanBinding(SealedPlan plan, Rollout rollout) {

    /** @param commits for each tenant the last commit that changed a file its configuration comes from, where that is known */
    public Basis basis(Map<TenantId, Provenance> commits) {
        Map<TenantId, List<FieldChange>> bound = new HashMap<>();
        plan.tenants().forEach(tenant -> bound.put(tenant.tenant(), bound(tenant.finding())));
        return new Basis(commits, new Seed(plan.header().scope().seed()), bound, inventory(commits));
    }

    /** What the plan does not save stays unsaved, also where that has become possible since. */
    private static List<FieldChange> bound(Finding finding) {
        return finding.isToBeSaved()
                ? finding.changes()
                : finding.changes().stream()
                        .map(change -> change.treatment() == Treatment.HEAL ? change.treated(Treatment.FAIL) : change)
                        .toList();
    }

    private List<InventoryTenant> inventory(Map<TenantId, Provenance> commits) {
        List<Tenant> ordered = new ArrayList<>(plan.tenants());
        ordered.sort(Comparator.comparing(tenant -> rollout.indexOf(tenant.wave())));
        List<InventoryTenant> inventory = new ArrayList<>(ordered.size());
        for (Tenant tenant : ordered) {
            Provenance commit = commits.get(tenant.tenant());
            inventory.add(new InventoryTenant(
                    inventory.size(),
                    tenant.tenant(),
                    rollout.indexOf(tenant.wave()),
                    tenant.wave(),
                    tenant.file(),
                    tenant.desired(),
                    commit == null ? null : commit.commit()));
        }
        return inventory;
    }
}
