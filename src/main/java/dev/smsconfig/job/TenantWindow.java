package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads outcomes: keeps a bounded number of tenants in flight and hands each one's outcome over as it comes, so that no
 * slow tenant holds up the others. It has no position: a restart asks the ledger what is left. To be told when its step
 * ends: nothing begins after that.
 */
final class TenantWindow implements ItemReader<TenantResult>, StepExecutionListener {

    /**
     * How far it goes.
     *
     * @param inFlight how many tenants are visited at once
     * @param unread how many outcomes may wait for being read while others are visited, so that nobody waits for a
     *     database that records earlier ones; where 0, a tenant is taken up only in the place of one that was read
     */
    record Bounds(int inFlight, int unread) {}

    private final Iterator<LedgerEntry> waiting;
    private final Function<LedgerEntry, Outcome> visit;
    private final Admission admission;
    private final Executor executor;
    private final Bounds bounds;
    private final BlockingQueue<Visited> visited = new LinkedBlockingQueue<>();
    private int inFlight;
    private int unread;
    private boolean closed;

    /** @param visit what is done for a tenant; an exception ends the step */
    TenantWindow(
            List<LedgerEntry> work,
            Function<LedgerEntry, Outcome> visit,
            Admission admission,
            Executor executor,
            Bounds bounds) {
        this.waiting = work.iterator();
        this.visit = visit;
        this.admission = admission;
        this.executor = executor;
        this.bounds = bounds;
    }

    @Override
    public @Nullable TenantResult read() throws InterruptedException {
        fill();
        if (isIdle()) {
            // with nothing of its own in flight it waits for a place; otherwise its own outcomes come first
            if (!waiting.hasNext() || !admission.begin()) {
                return null;
            }
            begin();
            fill();
        }
        Visited next = visited.take();
        synchronized (this) {
            unread--;
        }
        return next.result();
    }

    private synchronized boolean isIdle() {
        return inFlight == 0 && unread == 0;
    }

    /** Takes up as many tenants as there is room for. */
    synchronized void fill() {
        while (!closed
                && inFlight < bounds.inFlight
                && inFlight + unread < bounds.inFlight + bounds.unread
                && waiting.hasNext()
                && admission.tryBegin()) {
            begin();
        }
    }

    private synchronized void begin() {
        LedgerEntry entry = waiting.next();
        inFlight++;
        executor.execute(() -> {
            Visited outcome = visit(entry);
            synchronized (this) {
                inFlight--;
                unread++;
                visited.add(outcome);
            }
            if (bounds.unread > 0) {
                fill();
            }
        });
    }

    private Visited visit(LedgerEntry entry) {
        try {
            Outcome outcome = visit.apply(entry);
            admission.end(outcome.kind().spendsBudget());
            return () -> TenantResult.of(entry, outcome);
        } catch (RuntimeException | Error e) {
            close();
            admission.end(true);
            return () -> {
                throw e;
            };
        }
    }

    private synchronized void close() {
        closed = true;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        close();
        return null;
    }

    /** Gives the result, or throws what came in its place. */
    private interface Visited {
        TenantResult result();
    }
}
