package dev.smsconfig.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a run to stop cleanly: no further tenant begins, those in flight end, the run is sealed. */
public final class StopSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable Consumer<Duration> waiting;

    public StopSignal() {
        this.waiting = null;
    }

    /** @param waiting lets time pass in place of the real one */
    StopSignal(Consumer<Duration> waiting) {
        this.waiting = waiting;
    }

    public void request() {
        requested.countDown();
        listeners.forEach(Runnable::run);
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Calls {@code listener} when the stop is requested, at once where it already is. */
    public void onRequest(Runnable listener) {
        listeners.add(listener);
        if (isRequested()) {
            listener.run();
        }
    }

    /**
     * Waits, but no longer than until a stop is requested.
     *
     * @return false where the run is being stopped
     */
    public boolean pause(Duration duration) {
        if (waiting != null) {
            waiting.accept(duration);
            return !isRequested();
        }
        try {
            return !requested.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
