package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished runs that a new {@code apply} of the same environment meets. Where it brings the same configuration as a
 * rollout that waits, it leaves that rollout's waves alone; where it brings another, it ends what was unfinished.
 */
record EarlierRuns(JobStore store, Fingerprinter fingerprinter) {

    /** Further back nobody resumes. */
    private static final int LOOKED_AT = 30;

    /**
     * What a new run met.
     *
     * @param yieldsTo the rollout that waits and brings the same configuration, or null
     * @param outdated unfinished runs that bring another configuration
     */
    record Met(@Nullable String yieldsTo, List<Run> outdated) {
        static final Met NOTHING = new Met(null, List.of());
    }

    Met by(Run run, List<InventoryTenant> inventory) {
        String yieldsTo = null;
        List<Run> outdated = new ArrayList<>();
        for (Run earlier : store.runs().unfinished(run.environment(), LOOKED_AT)) {
            if (earlier.id().equals(run.id())) {
                continue;
            }
            if (!bringsTheSame(earlier, run, inventory)) {
                if (isResumable(earlier)) {
                    outdated.add(earlier);
                }
            } else if (yieldsTo == null && waits(earlier)) {
                yieldsTo = earlier.id();
            }
        }
        return new Met(yieldsTo, outdated);
    }

    /** Whether a rollout stands between two waves, so that what comes after must not be saved by another run. */
    boolean waits(Run earlier) {
        boolean yields =
                store.waves().find(earlier.id()).map(RolloutRecord::yieldsTo).isPresent();
        if (yields) {
            return false;
        }
        if (earlier.status() == RunStatus.PAUSED) {
            return true;
        }
        List<WaveRecord> waves = store.waves().waves(earlier.id());
        Set<OutcomeKind> kinds = store.tenants().summary(earlier.id()).keySet();
        return earlier.status() == RunStatus.PARTIAL
                && kinds.contains(OutcomeKind.NOT_ATTEMPTED)
                && waves.stream().anyMatch(wave -> wave.state() == WaveState.PASSED)
                && waves.stream().anyMatch(wave -> wave.state() != WaveState.PASSED);
    }

    private boolean isResumable(Run earlier) {
        return earlier.status() == RunStatus.PAUSED
                || store.tenants().summary(earlier.id()).keySet().stream().anyMatch(OutcomeKind::isResumable);
    }

    /** Two clean commits tell; otherwise what the files say of each tenant does. */
    private boolean bringsTheSame(Run earlier, Run run, List<InventoryTenant> inventory) {
        boolean committed = isCommitted(earlier) && isCommitted(run);
        if (committed) {
            return Objects.equals(earlier.commit(), run.commit());
        }
        Map<TenantId, String> now = new HashMap<>();
        inventory.forEach(tenant -> now.put(tenant.tenant(), tenant.desiredHash()));
        return store.tenants().entries(earlier.id(), SeqRange.ALL, Standing.ANY).stream()
                .map(LedgerEntry::tenant)
                // what is not selected now, or was not then, tells nothing
                .filter(then -> now.containsKey(then.tenant()))
                .allMatch(then -> then.desiredHash().equals(now.get(then.tenant())));
    }

    private static boolean isCommitted(Run run) {
        return run.commit() != null && !run.origin().dirty();
    }

    /** Ends what is outdated, so that no resume brings the older configuration back. */
    void supersede(List<Run> outdated, Run by) {
        for (Run earlier : outdated) {
            String reason = "superseded by run " + by.id() + ", which brought another configuration";
            Instant ended =
                    Objects.requireNonNullElse(earlier.endedAt(), store.clock().instant());
            store.ownTransaction().executeWithoutResult(status -> {
                store.runs().ended(earlier.id(), RunStatus.SUPERSEDED, ended, reason);
                store.waves().superseded(earlier.id(), by.id());
                store.trail()
                        .append(List.of(
                                new AuditEvent(
                                        AuditEvent.Type.RUN_SUPERSEDED, earlier.id(), null, Map.of("by", by.id())),
                                new AuditEvent(
                                        AuditEvent.Type.RUN_SUPERSEDED,
                                        by.id(),
                                        null,
                                        Map.of("supersedes", earlier.id()))));
            });
        }
    }
}
