package dev.smsconfig.audit;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of a run's inventory.
 *
 * @param seq its place in the run, from 0, wave by wave
 * @param wave the index of its wave, from 0
 * @param origin the file it came from, relative to the config folder
 * @param desiredHash the keyed hash of what git said when the run began
 * @param commit the last one that changed a file its configuration comes from; null where that is not known
 */
public record InventoryTenant(
        int seq,
        TenantId tenant,
        int wave,
        String waveName,
        String origin,
        String desiredHash,
        @Nullable String commit) {}
