package dev.smsconfig.sample;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts the exchanges that run, so that closing can wait for them: the JDK's server always waits its full time. */
final class OpenExchanges {

    /** One party per exchange, and one that stays until the server closes. */
    private final Phaser running = new Phaser(1);

    private volatile boolean closing;

    /** @return false where the server closes; then there is nothing to {@link #leave()} */
    boolean enter() {
        return !closing && running.register() >= 0;
    }

    void leave() {
        running.arriveAndDeregister();
    }

    /** Lets no more in, and returns when the last has left or {@code limit} has passed. */
    void close(Duration limit) {
        closing = true;
        int phase = running.arriveAndDeregister();
        try {
            running.awaitAdvanceInterruptibly(phase, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // those that still run lose their connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
