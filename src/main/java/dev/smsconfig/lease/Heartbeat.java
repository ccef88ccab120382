package dev.smsconfig.lease;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews a lease until it is closed. */
public final class Heartbeat implements AutoCloseable {

    private final ScheduledExecutorService thread;

    public Heartbeat(Lease lease, LeaseTerms terms) {
        thread = Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);
        long beat = terms.beat().toMillis();
        thread.scheduleWithFixedDelay(lease::renew, beat, beat, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "lease");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
