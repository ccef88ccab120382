package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
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
     * @param obstacle why the run must not save beside one of those, or null
     */
    record Met(
            @Nullable String yieldsTo,
            List<Run> outdated,
            @Nullable String obstacle) {

        static final Met NOTHING = new Met(null, List.of(), null);

        /** What a run that is taken up again met when it began. */
        static Met again(@Nullable String yieldsTo) {
            return new Met(yieldsTo, List.of(), null);
        }
    }

    Met by(Run run, List<InventoryTenant> inventory) {
        String yieldsTo = null;
        String obstacle = null;
        List<Run> outdated = new ArrayList<>();
        for (Run earlier : store.runs().unfinished(run.environment(), LOOKED_AT)) {
            if (earlier.id().equals(run.id())) {
                continue;
            }
            if (!bringsTheSame(earlier, run, inventory)) {
                if (isResumable(earlier)) {
                    outdated.add(earlier);
                }
                if (obstacle == null
                        && isOfSome(run)
                        && !earlier.id().equals(run.origin().undoes())
                        && waits(earlier)) {
                    obstacle = obstacle(earlier, run);
                }
            } else if (yieldsTo == null && waits(earlier)) {
                yieldsTo = earlier.id();
            }
        }
        return new Met(yieldsTo, outdated, obstacle);
    }

    /** Whether it is about some tenants only: what it would end is about others too. */
    private static boolean isOfSome(Run run) {
        return run.isRollback() || run.origin().selection() != null;
    }

    private static String obstacle(Run earlier, Run run) {
        return "rollout " + earlier.id() + " waits between two waves, and brings another configuration; "
                + (run.isRollback()
                        ? "finish it with resume, or roll it back, first"
                        : "finish it with resume first, or apply to all tenants, which ends it");
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
        if (earlier.isRollback() || run.isRollback()) {
            // what is taken back is not what any commit says
            return false;
        }
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

    /** Tells of both, before the first save, that a run takes back what another saved. */
    void rolledBack(Run run) {
        String undone = run.origin().undoes();
        boolean begins = undone != null
                && !store.tenants()
                        .entries(run.id(), SeqRange.ALL, Standing.toBeSaved())
                        .isEmpty()
                && store.waves().moments(run.id()).stream().noneMatch(EarlierRuns::isRollback);
        if (undone == null || !begins) {
            return;
        }
        store.ownTransaction()
                .executeWithoutResult(status -> store.trail()
                        .append(List.of(
                                new AuditEvent(AuditEvent.Type.ROLLED_BACK, undone, null, Map.of("by", run.id())),
                                new AuditEvent(
                                        AuditEvent.Type.ROLLED_BACK, run.id(), null, Map.of("undoes", undone)))));
    }

    private static boolean isRollback(RunMoment moment) {
        return moment.type().equals(AuditEvent.Type.ROLLED_BACK.name()) && moment.text("undoes") != null;
    }

    /** Ends what is outdated, so that no resume brings the older configuration back. */
    void supersede(List<Run> outdated, Run by) {
        for (Run earlier : outdated) {
            String reason = "superseded by run " + by.id()
                    + (earlier.id().equals(by.origin().undoes())
                            ? ", which rolls it back"
                            : ", which brought another configuration");
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
