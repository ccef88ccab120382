package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunJournal;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantReconciler;
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
     * @param id a new id
     * @param holder this process, as {@code host pid}
     * @return the run as it ended; what became of each tenant stands in the ledger
     * @throws RunFailedException where it could not go on
     */
    public Run start(String id, RunOrigin origin, RunRequest request, String holder) {
        Run run = new Run(
                id,
                origin.command(),
                origin.environment(),
                RunStatus.RUNNING,
                origin.configs(),
                origin.provenance(),
                origin.dirty(),
                request.maxChanges().toString(),
                store.clock().instant(),
                null,
                holder,
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
        store.runs().resumed(run.id(), holder, request.maxChanges().toString());
        Run resumed = store.runs().find(run.id()).orElseThrow();
        List<InventoryTenant> inventory = store.tenants().entries(run.id(), SeqRange.ALL, Standing.ANY).stream()
                .map(LedgerEntry::tenant)
                .toList();
        // killed before its inventory was committed: nothing was done yet, so this is its first time
        return carryOut(resumed, request, inventory.isEmpty() ? newInventory(request) : inventory);
    }

    private List<InventoryTenant> newInventory(RunRequest request) {
        return Inventory.of(request, connection.fingerprinter());
    }

    private Run carryOut(Run run, RunRequest request, List<InventoryTenant> inventory) {
        RunScope scope = new RunScope(store, run, request);
        stop.onRequest(scope.meter()::close);
        ExecutorService visits = Executors.newFixedThreadPool(request.parallelism(), FleetJob::daemon);
        try {
            FleetSteps steps = new FleetSteps(scope, reconciler(run), watcher, stop, visits);
            Job job = new JobFlow(scope, steps, watcher, stop).of(inventory, connection.fingerprinter());
            JobExecution execution = new BatchRuns(store).launch(job, run.id());
            if (execution.getStatus() == BatchStatus.COMPLETED || isSealed(run)) {
                return store.runs().find(run.id()).orElseThrow();
            }
            throw failed(run, execution);
        } finally {
            visits.shutdownNow();
        }
    }

    private TenantReconciler reconciler(Run run) {
        return new TenantReconciler(
                connection.remote(),
                new Planner(connection.fingerprinter()),
                connection.secrets(),
                new RunJournal(store.trail(), store.ownTransaction(), run.id()));
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
