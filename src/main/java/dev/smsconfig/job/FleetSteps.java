package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.FailureMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
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
        return step("observe", new Phase(scope, Phase.Kind.OBSERVE, new WaveRange(-1, "observe", range)));
    }

    /** Compares every tenant that waits for its save once more, before the wave begins. */
    Step observeBefore(WaveRange wave, SeqRange range) {
        return step(
                "observe-%04d".formatted(wave.index() + 1),
                new Phase(scope, Phase.Kind.SURVEY, new WaveRange(-1, "observe", range)));
    }

    /** Saves the tenants of a wave that differ, as far as the failure budget allows. */
    Step save(WaveRange wave) {
        return step("wave-%04d".formatted(wave.index() + 1), new Phase(scope, Phase.Kind.SAVE, wave));
    }

    /** Observes the verified tenants of a wave again. */
    Step probe(WaveRange wave) {
        return step("probe-%04d".formatted(wave.index() + 1), new Phase(scope, Phase.Kind.PROBE, wave));
    }

    private Step step(String name, Phase phase) {
        PhaseWork work = new PhaseWork(phase);
        return new StepBuilder(name, scope.store().jobRepository())
                .partitioner(name, new RangePartitioner(phase.part().range()))
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
                entry -> work.visit(entry),
                work.admission(),
                threads,
                // what a save did is recorded as soon as may be: a crash leaves less to look after
                new TenantWindow.Bounds(width, phase.kind() == Phase.Kind.SAVE ? 0 : CHUNK));
        return new StepBuilder(execution.getStepName(), scope.store().jobRepository())
                .<TenantResult, TenantResult>chunk(CHUNK)
                .transactionManager(scope.store().transactionManager())
                .reader(window)
                .processor(result -> phase.records(result.outcome()) ? result : null)
                .writer(chunk ->
                        scope.store().recorder().record(scope.run(), phase.event(), List.copyOf(chunk.getItems())))
                .listener(window)
                .allowStartIfComplete(true)
                .build();
    }

    /** The work of a phase, read once from the ledger and shared out to the partitions. */
    private final class PhaseWork implements StepExecutionListener {

        private final Phase phase;
        private final Map<OutcomeKind, LongAdder> seen = new ConcurrentHashMap<>();
        private volatile List<LedgerEntry> entries = List.of();
        private volatile @Nullable Admission admission;

        PhaseWork(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void beforeStep(StepExecution stepExecution) {
            seen.clear();
            entries = phase.work();
            admission = phase.kind() == Phase.Kind.SAVE ? within(scope.allowance()) : Admission.until(stop);
            if (!entries.isEmpty()) {
                if (phase.kind() == Phase.Kind.PROBE) {
                    watcher.probes(phase.part().name(), entries.size());
                } else {
                    watcher.began(phase.part().name(), entries.size());
                }
            }
        }

        private Admission within(int allowance) {
            FailureMeter meter = new FailureMeter(allowance);
            stop.onRequest(meter::close);
            return Admission.within(meter, scope.window());
        }

        @Override
        public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
            if (!entries.isEmpty()) {
                watcher.ended();
            }
            if (phase.kind() == Phase.Kind.PROBE && count(kind -> true) == entries.size()) {
                probed();
            }
            Checkpoints checkpoints = scope.store().signing();
            if (phase.kind() == Phase.Kind.SAVE && !entries.isEmpty() && checkpoints != null) {
                checkpoints.mark(scope.run().id());
            }
            return null;
        }

        /** A probe that was broken off tells nothing. */
        private void probed() {
            int verified = count(kind -> kind == OutcomeKind.IN_SYNC);
            int moved = count(kind -> kind == OutcomeKind.DIVERGED);
            scope.found(new ProbeResult(phase.part(), verified, moved, entries.size() - verified - moved));
        }

        private int count(Predicate<OutcomeKind> kinds) {
            return seen.entrySet().stream()
                    .filter(entry -> kinds.test(entry.getKey()))
                    .mapToInt(entry -> entry.getValue().intValue())
                    .sum();
        }

        Admission admission() {
            Admission begun = admission;
            if (begun == null) {
                throw new IllegalStateException("a phase begins before its partitions");
            }
            return begun;
        }

        Outcome visit(LedgerEntry entry) {
            long began = System.nanoTime();
            Outcome outcome = phase.visit(visits, entry);
            if (phase.kind() == Phase.Kind.OBSERVE) {
                scope.visited(Duration.ofNanos(System.nanoTime() - began));
            }
            seen.computeIfAbsent(outcome.kind(), kind -> new LongAdder()).increment();
            watcher.done(outcome);
            return outcome;
        }

        List<LedgerEntry> in(SeqRange range) {
            return entries.stream()
                    .filter(entry -> entry.tenant().seq() >= range.first()
                            && entry.tenant().seq() <= range.last())
                    .toList();
        }
    }
}
