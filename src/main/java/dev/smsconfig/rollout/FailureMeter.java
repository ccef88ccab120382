package dev.smsconfig.rollout;

/**
 * Counts failures against a limit while saves are under way. Tenants in flight never exceed what is left, so that even
 * if all of them fail, the limit is reached and not passed. Safe for use by several threads.
 */
public final class FailureMeter {

    private final int limit;
    private int failures;
    private int inFlight;
    private boolean closed;

    /** @param limit the failure at which no further save begins, at least 1 */
    public FailureMeter(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a failure budget is at least 1");
        }
        this.limit = limit;
    }

    /** Takes a place for one tenant if there is one now. */
    public synchronized boolean tryBegin() {
        if (closed || inFlight >= limit - failures) {
            return false;
        }
        inFlight++;
        return true;
    }

    /**
     * Takes a place for one tenant, waiting for one while tenants in flight may still give theirs back.
     *
     * @return false once the budget is spent or the meter is closed
     */
    public synchronized boolean begin() throws InterruptedException {
        while (!tryBegin()) {
            if (closed || isSpent()) {
                return false;
            }
            wait();
        }
        return true;
    }

    public synchronized void end(boolean failed) {
        inFlight--;
        if (failed) {
            failures++;
        }
        notifyAll();
    }

    /** Lets no further tenant begin. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public synchronized boolean isSpent() {
        return failures >= limit;
    }

    public synchronized int failures() {
        return failures;
    }

    public int limit() {
        return limit;
    }
}
