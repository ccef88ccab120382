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
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads outcomes: keeps a bounded number of tenants in flight and hands each one's outcome over as it comes, so that no
 * slow tenant holds up the others. It has no position: a restart asks the ledger what is left.
 */
final class TenantWindow implements ItemReader<TenantResult> {

    private final Iterator<LedgerEntry> waiting;
    private final Function<LedgerEntry, Outcome> visit;
    private final Admission admission;
    private final Executor executor;
    private final int width;
    private final BlockingQueue<Visited> visited = new LinkedBlockingQueue<>();
    private int inFlight;

    /**
     * @param visit what is done for a tenant; an exception ends the step
     * @param width how many tenants are in flight at once
     */
    TenantWindow(
            List<LedgerEntry> work,
            Function<LedgerEntry, Outcome> visit,
            Admission admission,
            Executor executor,
            int width) {
        this.waiting = work.iterator();
        this.visit = visit;
        this.admission = admission;
        this.executor = executor;
        this.width = width;
    }

    @Override
    public @Nullable TenantResult read() throws InterruptedException {
        while (inFlight < width && waiting.hasNext() && mayBegin()) {
            begin(waiting.next());
        }
        if (inFlight == 0) {
            return null;
        }
        Visited next = visited.take();
        inFlight--;
        return next.result();
    }

    /** With nothing of its own in flight it waits for a place; otherwise its own outcomes come first. */
    private boolean mayBegin() throws InterruptedException {
        return inFlight == 0 ? admission.begin() : admission.tryBegin();
    }

    private void begin(LedgerEntry entry) {
        inFlight++;
        executor.execute(() -> visited.add(visit(entry)));
    }

    private Visited visit(LedgerEntry entry) {
        try {
            Outcome outcome = visit.apply(entry);
            admission.end(outcome.kind().spendsBudget());
            return () -> TenantResult.of(entry, outcome);
        } catch (RuntimeException | Error e) {
            admission.end(true);
            return () -> {
                throw e;
            };
        }
    }

    /** Gives the result, or throws what came in its place. */
    private interface Visited {
        TenantResult result();
    }
}
