package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Makes the partitioned steps: the same window over a range of the inventory, for observing and for saving. */
final class FleetSteps {

    private static final int CHUNK = 50;

    private final RunScope scope;
    private final Visits visits;
    private final RunWatcher watcher;
    private final StopSignal stop;
    private final Executor threads;

    /** @param threads run the visits of tenants; as many threads as tenants may be in flight */
    FleetSteps(RunScope scope, Visits visits, RunWatcher watcher, StopSignal stop, Executor threads) {
        this.scope = scope;
        this.visits = visits;
        this.watcher = watcher;
        this.stop = stop;
        this.threads = threads;
    }

    /** Compares every tenant that has no outcome yet, or one that a resume takes up. */
    Step observe(SeqRange range) {
        return step("observe", new Phase(scope, "observe", false, range));
    }

    /** Saves the tenants of a wave that differ, as far as the failure budget allows. */
    Step save(int wave, String waveName, SeqRange range) {
        return step("wave-%04d".formatted(wave + 1), new Phase(scope, waveName, true, range));
    }

    private Step step(String name, Phase phase) {
        PhaseWork work = new PhaseWork(phase);
        return new StepBuilder(name, scope.store().jobRepository())
                .partitioner(name, new RangePartitioner(phase.range()))
                .step(new PartitionWorker(name, execution -> partition(execution, work)))
                .gridSize(JobStore.PARTITIONS)
                .taskExecutor(new SimpleAsyncTaskExecutor(name + "-"))
                .listener(work)
                .allowStartIfComplete(true)
                .build();
    }

    private Step partition(StepExecution execution, PhaseWork work) {
        Phase phase = work.phase;
        int width = (scope.request().parallelism() + JobStore.PARTITIONS - 1) / JobStore.PARTITIONS;
        TenantWindow window = new TenantWindow(
                work.in(RangePartitioner.rangeOf(execution.getExecutionContext())),
                entry -> visit(phase, entry),
                phase.admission(stop),
                threads,
                width);
        return new StepBuilder(execution.getStepName(), scope.store().jobRepository())
                .<TenantResult, TenantResult>chunk(CHUNK)
                .transactionManager(scope.store().transactionManager())
                .reader(window)
                .writer(chunk ->
                        scope.store().recorder().record(scope.run(), phase.event(), List.copyOf(chunk.getItems())))
                .allowStartIfComplete(true)
                .build();
    }

    private Outcome visit(Phase phase, LedgerEntry entry) {
        Outcome outcome = phase.visit(visits, entry);
        watcher.done(outcome);
        return outcome;
    }

    /** The work of a phase, read once from the ledger and shared out to the partitions. */
    private final class PhaseWork implements StepExecutionListener {

        private final Phase phase;
        private volatile List<LedgerEntry> entries = List.of();

        PhaseWork(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void beforeStep(StepExecution stepExecution) {
            entries = phase.work();
            if (!entries.isEmpty()) {
                watcher.began(phase.name(), entries.size());
            }
        }

        @Override
        public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
            if (!entries.isEmpty()) {
                watcher.ended();
            }
            return null;
        }

        List<LedgerEntry> in(SeqRange range) {
            return entries.stream()
                    .filter(entry -> entry.tenant().seq() >= range.first()
                            && entry.tenant().seq() <= range.last())
                    .toList();
        }
    }
}
