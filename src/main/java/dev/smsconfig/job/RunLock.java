package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.lease.Lease;
import dev.smsconfig.lease.LeaseRecord;
import dev.smsconfig.lease.LeaseRecord.Claim;
import dev.smsconfig.lease.LeaseTable;
import dev.smsconfig.lease.LeaseTerms;
import dev.smsconfig.lease.Machine;
import dev.smsconfig.lease.ProcessIdentity;
import dev.smsconfig.lease.ProofOfDeath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says who may run. What saves takes the lease of its environment, what only looks a lease of its own, so that all can
 * tell whether it lives. A lease whose holder is proven dead, or that ended, is given to whoever asks, and the runs that
 * it leaves unsealed are put in order then: their processes can't write any more.
 */
public final class RunLock {

    /**
     * How leases and processes are judged.
     *
     * @param self this process
     * @param nanoTime as {@link System#nanoTime}
     */
    public record Judgement(LeaseTerms terms, ProcessIdentity self, ProofOfDeath proof, LongSupplier nanoTime) {

        /** By the standard terms, for a repository that many processes may have open: proof is this machine's word. */
        public static Judgement amongMany() {
            Machine machine = Machine.local();
            return new Judgement(LeaseTerms.standard(), machine.thisProcess(), machine, System::nanoTime);
        }

        /** For a repository that one process at a time has open: that it could be opened is proof. */
        public static Judgement alone() {
            return new Judgement(
                    LeaseTerms.standard(),
                    Machine.local().thisProcess(),
                    holder -> Optional.of(
                            holder + " is gone: the repository, which one process at a time has open, was free"),
                    System::nanoTime);
        }
    }

    /** What came of asking for a lease. */
    public sealed interface Answer {

        /** @param recovered the runs that were found dead and put in order */
        record Granted(HeldLease lease, List<Run> recovered) implements Answer {}

        record Refused(LeaseRecord holder) implements Answer {

            /** Whether it is only being put in order, which is soon over. */
            public boolean isPassing() {
                return holder.claim().command().equals(RECOVERY);
            }
        }
    }

    /** Begins the scope of a run that only looks: no environment has a blank in its name. */
    private static final String OWN = "run ";

    private static final String NO_RUN = "-";
    private static final String RECOVERY = "recovery";

    private final JobStore store;
    private final LeaseTable table;
    private final Judgement judgement;

    public RunLock(JobStore store, Judgement judgement) {
        this.store = store;
        this.table = store.leases(judgement.terms());
        this.judgement = judgement;
    }

    /** Asks for the right to save in an environment. */
    public Answer takeEnvironment(String environment, String runId, String command) {
        return take(environment, runId, command);
    }

    /** Takes the lease of a new run that only looks, which nobody else asks for. */
    public HeldLease takeOwn(String runId, String command) {
        if (take(ownScope(runId), runId, command) instanceof Answer.Granted granted) {
            return granted.lease();
        }
        throw new IllegalStateException("another process has this run's id");
    }

    /**
     * Puts the runs in order whose process is gone, or silent beyond the end of its lease; others are left alone.
     *
     * @return the runs that were found so
     */
    public List<Run> recoverDead() {
        List<Run> recovered = new ArrayList<>();
        for (String scope : scopesOfRunning()) {
            if (take(scope, NO_RUN, RECOVERY) instanceof Answer.Granted granted) {
                granted.lease().close();
                recovered.addAll(granted.recovered());
            }
        }
        return recovered;
    }

    private Set<String> scopesOfRunning() {
        return store.runs().withStatus(RunStatus.RUNNING).stream()
                .map(RunLock::scopeOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String scopeOf(Run run) {
        return run.maySave() ? run.environment() : ownScope(run.id());
    }

    private static String ownScope(String runId) {
        return OWN + runId;
    }

    private Answer take(String scope, String runId, String command) {
        Claim claim = new Claim(runId, command, judgement.self());
        long asked = judgement.nanoTime().getAsLong();
        Decision decision = store.ownTransaction().execute(status -> decide(scope, claim));
        LeaseRecord before = decision.before;
        if (decision.token == null) {
            return new Answer.Refused(Objects.requireNonNull(before));
        }
        Lease lease = new Lease(table, scope, decision.token, judgement.nanoTime(), asked);
        HeldLease held = new HeldLease(store, lease, judgement.terms(), scope.startsWith(OWN));
        try {
            return new Answer.Granted(held, recover(scope, before, decision.evidence));
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** @param token null where somebody else keeps it */
    private record Decision(
            @Nullable LeaseRecord before,
            @Nullable String evidence,
            @Nullable Long token) {}

    private Decision decide(String scope, Claim claim) {
        // in the order of every other transaction: the trail's head, then the lease
        store.trail().lock();
        LeaseRecord before = table.lock(scope).orElse(null);
        String evidence = before == null ? null : evidence(before).orElse(null);
        if (before != null && evidence == null) {
            return new Decision(before, null, null);
        }
        long token = table.grant(scope, claim);
        if (before != null && evidence != null) {
            store.trail().append(List.of(takenOver(before, evidence, claim, token)));
        }
        return new Decision(before, evidence, token);
    }

    private Optional<String> evidence(LeaseRecord lease) {
        ProcessIdentity holder = lease.claim().process();
        Optional<String> dead = judgement.proof().of(holder);
        return dead.isPresent() || !lease.ended()
                ? dead
                : Optional.of(holder + " was silent since " + lease.renewedAt() + ", and its lease ended at "
                        + lease.expiresAt());
    }

    private static AuditEvent takenOver(LeaseRecord before, String evidence, Claim claim, long token) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scope", before.scope());
        body.put("evidence", evidence);
        body.put("holder", before.claim().process().toString());
        body.put("holderCommand", before.claim().command());
        body.put("acquiredAt", before.acquiredAt().toString());
        body.put("expiresAt", before.expiresAt().toString());
        body.put("by", claim.process().toString());
        body.put("byCommand", claim.command());
        body.put("byRun", claim.runId());
        body.put("token", token);
        return new AuditEvent(AuditEvent.Type.LEASE_TAKEN_OVER, before.claim().runId(), null, body);
    }

    private List<Run> recover(String scope, @Nullable LeaseRecord before, @Nullable String evidence) {
        List<Run> dead = store.runs().withStatus(RunStatus.RUNNING).stream()
                .filter(run -> scopeOf(run).equals(scope))
                .toList();
        for (Run run : dead) {
            boolean held = before != null && before.claim().runId().equals(run.id());
            new Recovery(store)
                    .interrupted(
                            run,
                            "its process ended without sealing it: "
                                    + (held && evidence != null ? evidence : run.holder() + " holds no lease"));
        }
        return dead;
    }
}
