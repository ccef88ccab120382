package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunJournal;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.reconcile.Journal;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantComparison;
import dev.smsconfig.reconcile.TenantReconciler;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.Policies;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;

/** Starts runs and takes them up again. One at a time in a repository: the caller holds its lock. */
public final class FleetJob {

    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final JobStore store;
    private final FleetConnection connection;
    private final RunWatcher watcher;
    private final StopSignal stop;

    public FleetJob(JobStore store, FleetConnection connection, RunWatcher watcher, StopSignal stop) {
        this.store = store;
        this.connection = connection;
        this.watcher = watcher;
        this.stop = stop;
    }

    /** The id of a run that starts now. */
    public String newRunId() {
        String suffix = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong(), 6);
        return RUN_ID.format(store.clock().instant()) + "-" + suffix;
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
        return carryOut(run, request, newInventory(request));
    }

    /**
     * Takes a run up again: only tenants that ended FAILED, UNKNOWN or NOT_ATTEMPTED, and only where git still says what
     * it said.
     *
     * @param run an {@code apply} that is not running; where nothing of it is left to do, it is returned as it is
     */
    public Run resume(Run run, RunRequest request, String holder) {
        boolean nothingLeft =
                store.tenants().summary(run.id()).keySet().stream().noneMatch(OutcomeKind::isResumable);
        if (nothingLeft && run.status() != RunStatus.INTERRUPTED) {
            return run;
        }
        List<InventoryTenant> inventory = store.tenants().entries(run.id(), SeqRange.ALL, Standing.ANY).stream()
                .map(LedgerEntry::tenant)
                .toList();
        if (inventory.isEmpty() && run.origin().selection() != null) {
            throw new IllegalArgumentException("nobody knows any more which tenants the run was about");
        }
        // killed before its inventory was committed: nothing was done yet, so this is its first time
        store.runs()
                .resumed(
                        run.id(),
                        holder,
                        request.policies().guards().maxChanged().toString());
        Run resumed = store.runs().find(run.id()).orElseThrow();
        return carryOut(resumed, request, inventory.isEmpty() ? newInventory(request) : inventory);
    }

    private List<InventoryTenant> newInventory(RunRequest request) {
        return Inventory.of(request.desired(), request.policies().rollout(), connection.fingerprinter());
    }

    private Run carryOut(Run run, RunRequest request, List<InventoryTenant> inventory) {
        RunScope scope = new RunScope(store, run, request, connection.saves() != null);
        stop.onRequest(scope.meter()::close);
        ExecutorService threads = Executors.newFixedThreadPool(request.parallelism(), FleetJob::daemon);
        try {
            FleetSteps steps = new FleetSteps(scope, visits(scope), watcher, stop, threads);
            Job job = new JobFlow(scope, steps, watcher, stop).of(inventory, connection.fingerprinter());
            JobExecution execution = new BatchRuns(store).launch(job, run.id());
            if (execution.getStatus() == BatchStatus.COMPLETED || isSealed(run)) {
                return store.runs().find(run.id()).orElseThrow();
            }
            throw failed(run, execution);
        } finally {
            threads.shutdownNow();
        }
    }

    private Visits visits(RunScope scope) {
        Policies policies = scope.request().policies();
        TenantComparison comparison = new TenantComparison(
                connection.reads(),
                new Planner(connection.fingerprinter()),
                new DifferencePolicy(policies.drift(), policies.accepted(), store.clock()),
                connection.secrets());
        TenantSaves saves = connection.saves();
        return new Visits(comparison, saves == null ? null : new TenantReconciler(comparison, saves, journal(scope)));
    }

    private Journal journal(RunScope scope) {
        return new FrozenJournal(
                new RunJournal(
                        store.trail(), store.ownTransaction(), scope.run().id()),
                scope.window());
    }

    /** A run with resumable tenants is sealed although its job does not end COMPLETED in Batch's terms. */
    private boolean isSealed(Run run) {
        return store.runs().find(run.id()).orElseThrow().status() != RunStatus.RUNNING;
    }

    private RunFailedException failed(Run run, JobExecution execution) {
        Throwable cause = execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("the job ended " + execution.getStatus()));
        Throwable root = cause;
        while (!(root instanceof JournalUnavailableException) && root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root instanceof JournalUnavailableException journal
                ? journal.reason()
                : "internal error: " + root.getClass().getName();
        String message = "run " + run.id() + " could not go on: " + reason;
        new Recovery(store).interrupted(run, reason);
        return new RunFailedException(message, cause);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tenant-visit");
        thread.setDaemon(true);
        return thread;
    }
}
