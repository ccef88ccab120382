package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Numbers the tenants of a fleet wave by wave, and within a wave in the order of the run's seed; or as was told before. */
final class Inventory {

    private Inventory() {}

    static List<InventoryTenant> of(String runId, RunRequest request, Fingerprinter fingerprinter) {
        if (!request.basis().inventory().isEmpty()) {
            return request.basis().inventory();
        }
        Rollout rollout = request.policies().rollout();
        List<InventoryTenant> inventory = new ArrayList<>(request.desired().size());
        for (Rollout.Member member :
                rollout.members(request.desired(), request.basis().seedOf(runId))) {
            DesiredState desired = member.tenant();
            Provenance commit = request.basis().commits().get(desired.tenant());
            inventory.add(new InventoryTenant(
                    inventory.size(),
                    desired.tenant(),
                    member.wave(),
                    rollout.waves().get(member.wave()).name(),
                    desired.origin(),
                    fingerprinter.of(desired).text(),
                    commit == null ? null : commit.commit()));
        }
        return inventory;
    }
}
