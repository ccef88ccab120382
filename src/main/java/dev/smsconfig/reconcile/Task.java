package dev.smsconfig.reconcile;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LastApplied;
import org.jspecify.annotations.Nullable;

/**
 * One tenant to reconcile.
 *
 * @param lastApplied the state last verified, or null where there never was one
 * @param intentStands whether this run announced a save of the tenant whose outcome is not known, because the run was
 *     killed or reading back failed
 */
public record Task(DesiredState desired, @Nullable LastApplied lastApplied, boolean intentStands) {}
