package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunJournal;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.lease.LeaseLostException;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.reconcile.Journal;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantComparison;
import dev.smsconfig.reconcile.TenantReconciler;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.Policies;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Starts runs and takes them up again. The caller holds the lease that the run needs. */
public final class FleetJob {

    /** Longer than an exchange with a server may take. */
    private static final int VISIT_SECONDS = 65;

    private static final Logger LOG = LoggerFactory.getLogger(FleetJob.class);

    private final JobStore store;
    private final FleetConnection connection;
    private final RunWatcher watcher;
    private final StopSignal stop;
    private final Invocation invocation;

    /** @param invocation how the program was called that does this */
    public FleetJob(
            JobStore store, FleetConnection connection, RunWatcher watcher, StopSignal stop, Invocation invocation) {
        this.store = store;
        this.connection = connection;
        this.watcher = watcher;
        this.stop = stop;
        this.invocation = invocation;
    }

    /** The id of a run that starts now. */
    public String newRunId() {
        return store.newRunId();
    }

    /**
     * Makes a run and carries it out.
     *
     * @return the run as it ended; what became of each tenant stands in the ledger
     * @throws RunFailedException where it could not go on
     */
    public Run start(NewRun start, RunRequest request) {
        Run run = new Run(
                start.id(),
                start.command(),
                start.environment(),
                RunStatus.RUNNING,
                start.origin(),
                request.policies().guards().maxChanged().toString(),
                store.clock().instant(),
                null,
                start.holder(),
                null);
        store.runs().insert(run);
        return carryOut(run, request);
    }

    /**
     * Takes a run up again: only tenants that ended FAILED, UNKNOWN or NOT_ATTEMPTED, and only where git still says what
     * it said.
     *
     * @param run an {@code apply} that is not running; where nothing of it is left to do, it is returned as it is
     */
    public Run resume(Run run, RunRequest request, String holder) {
        if (run.status() == RunStatus.SUPERSEDED) {
            throw new IllegalArgumentException("a superseded run would bring an older configuration back");
        }
        boolean nothingLeft =
                store.tenants().summary(run.id()).keySet().stream().noneMatch(OutcomeKind::isResumable);
        if (nothingLeft && !run.status().isUnderWay()) {
            return run;
        }
        List<InventoryTenant> inventory = store.tenants().entries(run.id(), SeqRange.ALL, Standing.ANY).stream()
                .map(LedgerEntry::tenant)
                .toList();
        boolean ofFleet = run.origin().selection() == null && run.origin().plan() == null && !run.isRollback();
        if (inventory.isEmpty() && !ofFleet) {
            throw new IllegalArgumentException("nobody knows any more which tenants the run was about");
        }
        // it may have been killed while it was put in order
        new BatchRuns(store).recover(run.id());
        store.runs()
                .resumed(
                        run.id(),
                        holder,
                        request.policies().guards().maxChanged().toString());
        Run resumed = store.runs().find(run.id()).orElseThrow();
        if (inventory.isEmpty()) {
            // killed before its inventory was committed: nothing was done yet, so this is its first time
            return carryOut(resumed, request);
        }
        String yieldsTo =
                store.waves().find(run.id()).map(RolloutRecord::yieldsTo).orElse(null);
        return carryOut(scope(resumed, request, EarlierRuns.Met.again(yieldsTo)), inventory);
    }

    /** Carries a run out of which nothing is done yet. */
    private Run carryOut(Run run, RunRequest request) {
        List<InventoryTenant> inventory = newInventory(run.id(), request);
        boolean saves = run.maySave() && connection.saves() != null;
        return carryOut(
                scope(run, request, saves ? earlierRuns().by(run, inventory) : EarlierRuns.Met.NOTHING), inventory);
    }

    private List<InventoryTenant> newInventory(String runId, RunRequest request) {
        return Inventory.of(runId, request, connection.fingerprinter());
    }

    private EarlierRuns earlierRuns() {
        return new EarlierRuns(store, connection.fingerprinter());
    }

    private RunScope scope(Run run, RunRequest request, EarlierRuns.Met met) {
        return new RunScope(earlierRuns(), run, request, met, connection.saves() != null);
    }

    private Run carryOut(RunScope scope, List<InventoryTenant> inventory) {
        Run run = scope.run();
        RunEvidence evidence = new RunEvidence(store, run, invocation, connection.uses());
        ExecutorService threads = Executors.newFixedThreadPool(scope.request().parallelism(), FleetJob::daemon);
        try {
            FleetSteps steps = new FleetSteps(scope, visits(scope, evidence), watcher, stop, threads);
            Job job = new JobFlow(scope, steps, evidence, watcher, stop).of(inventory);
            JobExecution execution = new BatchRuns(store).launch(job, run.id());
            if (execution.getStatus() == BatchStatus.COMPLETED || (!isTakenOver() && isSealed(run))) {
                sign(run);
                return store.runs().find(run.id()).orElseThrow();
            }
            throw failed(evidence, FailureReason.tellingMost(execution.getAllFailureExceptions()), threads);
        } catch (DataAccessException | TransactionException | LeaseLostException e) {
            throw failed(evidence, e, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private Visits visits(RunScope scope, RunEvidence evidence) {
        Policies policies = scope.request().policies();
        TenantComparison comparison = new TenantComparison(
                connection.reads(),
                new Planner(connection.fingerprinter()),
                new DifferencePolicy(policies.drift(), policies.accepted(), store.clock()),
                connection.secrets());
        TenantSaves saves = connection.saves();
        return new Visits(
                comparison, saves == null ? null : new TenantReconciler(comparison, saves, journal(scope, evidence)));
    }

    /** The lease is proven last, just before the intent is committed. */
    private Journal journal(RunScope scope, RunEvidence evidence) {
        RunJournal journal = new RunJournal(
                store.trail(), store.ownTransaction(), scope.run().id(), evidence.secrets());
        return new FrozenJournal(new LeasedJournal(journal, store.lease()), scope.window());
    }

    /** A run with resumable tenants is sealed although its job does not end COMPLETED in Batch's terms. */
    private boolean isSealed(Run run) {
        return store.runs().find(run.id()).orElseThrow().status() != RunStatus.RUNNING;
    }

    private RunFailedException failed(RunEvidence evidence, Throwable failure, ExecutorService threads) {
        Run run = evidence.run();
        String reason = isTakenOver() ? FailureReason.LOST_LEASE : FailureReason.of(failure);
        end(threads);
        recordInterrupted(evidence, reason);
        return new RunFailedException("run " + run.id() + " could not go on: " + reason, failure);
    }

    /** Asks the lease: what a run that was taken over meets first may be a version of Batch's that went on. */
    private boolean isTakenOver() {
        try {
            store.ownTransaction().executeWithoutResult(status -> {});
            return false;
        } catch (LeaseLostException e) {
            return true;
        } catch (TransactionException | DataAccessException e) {
            return false;
        }
    }

    /** No visit may go on once it is recorded what became of its tenant. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(VISIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void recordInterrupted(RunEvidence evidence, String reason) {
        try {
            evidence.broken();
            new Recovery(store).interrupted(evidence.run(), reason);
            sign(evidence.run());
        } catch (TransactionException | DataAccessException | LeaseLostException e) {
            // somebody else put it in order, or whoever next opens the repository does
            LOG.debug("the run could not be put in order", e);
        }
    }

    /** Signs what the run has left in the trail. */
    private void sign(Run run) {
        Checkpoints checkpoints = store.signing();
        if (checkpoints != null) {
            checkpoints.mark(run.id());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tenant-visit");
        thread.setDaemon(true);
        return thread;
    }
}
