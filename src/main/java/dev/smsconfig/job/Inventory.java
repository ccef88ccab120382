package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers the tenants of a fleet wave by wave, and by id within a wave. */
final class Inventory {

    private Inventory() {}

    static List<InventoryTenant> of(RunRequest request, Fingerprinter fingerprinter) {
        Rollout rollout = request.policies().rollout();
        List<DesiredState> ordered = new ArrayList<>(request.desired());
        ordered.sort(Comparator.<DesiredState>comparingInt(desired -> rollout.waveOf(desired.labels()))
                .thenComparing(DesiredState::tenant));
        List<InventoryTenant> inventory = new ArrayList<>(ordered.size());
        for (DesiredState desired : ordered) {
            Provenance commit = request.commits().get(desired.tenant());
            int wave = rollout.waveOf(desired.labels());
            inventory.add(new InventoryTenant(
                    inventory.size(),
                    desired.tenant(),
                    wave,
                    rollout.waves().get(wave).name(),
                    desired.origin(),
                    fingerprinter.of(desired).text(),
                    commit == null ? null : commit.commit()));
        }
        return inventory;
    }
}
