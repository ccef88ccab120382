package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers the tenants of a fleet wave by wave, and by id within a wave. */
final class Inventory {

    private Inventory() {}

    static List<InventoryTenant> of(List<DesiredState> fleet, Rollout rollout, Fingerprinter fingerprinter) {
        List<DesiredState> ordered = new ArrayList<>(fleet);
        ordered.sort(Comparator.<DesiredState>comparingInt(desired -> rollout.waveOf(desired.labels()))
                .thenComparing(DesiredState::tenant));
        List<InventoryTenant> inventory = new ArrayList<>(ordered.size());
        for (DesiredState desired : ordered) {
            int wave = rollout.waveOf(desired.labels());
            inventory.add(new InventoryTenant(
                    inventory.size(),
                    desired.tenant(),
                    wave,
                    rollout.waves().get(wave).name(),
                    desired.origin(),
                    fingerprinter.of(desired).text()));
        }
        return inventory;
    }
}
