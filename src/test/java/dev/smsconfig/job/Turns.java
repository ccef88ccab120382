package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets the partitions of a run take turns, so that the same run gives the same events in the same order: a tenant waits
 * until those of the partitions before its own are in the ledger.
 */
final class Turns implements RunWatcher {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

    private final JobStore store;
    private final Runnable phaseBegan;
    private volatile String runId = "";
    private volatile long mark;
    private volatile Map<String, Set<String>> before = Map.of();

    /** @param phaseBegan called when a phase begins */
    Turns(JobStore store, Runnable phaseBegan) {
        this.store = store;
        this.phaseBegan = phaseBegan;
    }

    void of(String run) {
        runId = run;
    }

    @Override
    public void began(String name, int tenants) {
        phaseBegan.run();
        boolean observes = name.equals("observe");
        Standing standing = observes ? Standing.openOr(OutcomeKind::isResumable) : Standing.toBeSaved();
        List<LedgerEntry> all = store.tenants().entries(runId, SeqRange.ALL, Standing.ANY);
        List<LedgerEntry> inRange = all.stream()
                .filter(entry -> observes || entry.tenant().waveName().equals(name))
                .toList();
        SeqRange range = new SeqRange(
                inRange.get(0).tenant().seq(),
                inRange.get(inRange.size() - 1).tenant().seq());
        Set<String> work = new HashSet<>();
        store.tenants()
                .entries(runId, range, standing)
                .forEach(entry -> work.add(entry.tenant().tenant().value()));
        List<SeqRange> parts = new ArrayList<>();
        for (ExecutionContext part :
                new RangePartitioner(range).partition(JobStore.PARTITIONS).values()) {
            parts.add(RangePartitioner.rangeOf(part));
        }
        Map<String, Set<String>> earlier = new HashMap<>();
        for (SeqRange part : parts) {
            Set<String> others = new HashSet<>();
            inRange.stream()
                    .filter(entry -> entry.tenant().seq() < part.first())
                    .map(entry -> entry.tenant().tenant().value())
                    .filter(work::contains)
                    .forEach(others::add);
            inRange.stream()
                    .filter(entry -> entry.tenant().seq() >= part.first()
                            && entry.tenant().seq() <= part.last())
                    .forEach(entry -> earlier.put(entry.tenant().tenant().value(), others));
        }
        mark = last();
        before = earlier;
    }

    private long last() {
        Long seq = new JdbcTemplate(store.dataSource()).queryForObject("SELECT MAX(seq) FROM audit_event", Long.class);
        return seq == null ? -1 : seq;
    }

    /** Returns once it is the tenant's turn. */
    void await(TenantId tenant) {
        Set<String> others = before.getOrDefault(tenant.value(), Set.of());
        long until = System.nanoTime() + PATIENCE;
        while (!others.isEmpty() && !recorded().containsAll(others)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(tenant + " waits for " + others + " in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private Set<String> recorded() {
        return new HashSet<>(Objects.requireNonNull(new JdbcTemplate(store.dataSource())
                .queryForList(
                        "SELECT tenant FROM audit_event WHERE run_id = ? AND seq > ? AND event_type IN"
                                + " ('TENANT_OBSERVED', 'WRITE_OUTCOME')",
                        String.class,
                        runId,
                        mark)));
    }

    @Override
    public void done(Outcome outcome) {}

    @Override
    public void ended() {}

    @Override
    public void planned(String run) {}

    @Override
    public boolean consents(String run) {
        return true;
    }
}
