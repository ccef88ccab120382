package dev.smsconfig.job;

import dev.smsconfig.lease.Heartbeat;
import dev.smsconfig.lease.Lease;
import dev.smsconfig.lease.LeaseTerms;
import org.springframework.dao.DataAccessException;

/** A lease as long as this process has it: renewed, and asked for by every transaction of the repository. */
public final class HeldLease implements AutoCloseable {

    private final JobStore store;
    private final Lease lease;
    private final Heartbeat heartbeat;
    private final boolean once;

    /** @param once whether its scope is never asked for again */
    HeldLease(JobStore store, Lease lease, LeaseTerms terms, boolean once) {
        this.store = store;
        this.lease = lease;
        this.once = once;
        this.heartbeat = new Heartbeat(lease, terms);
        store.fencedBy(lease);
    }

    Lease lease() {
        return lease;
    }

    /** Gives it back. Where the repository does not answer, it ends by itself. */
    @Override
    public void close() {
        heartbeat.close();
        store.fencedBy(null);
        try {
            if (once) {
                lease.remove();
            } else {
                lease.release();
            }
        } catch (DataAccessException e) {
            // nothing is lost: it is not renewed any more
        }
    }
}
