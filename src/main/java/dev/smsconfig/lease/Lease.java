package dev.smsconfig.lease;

import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;

/** A lease that this process was given. Safe for use by several threads. */
public final class Lease {

    private final LeaseTable table;
    private final String scope;
    private final long token;
    private final LongSupplier nanoTime;
    private volatile long renewedAt;
    /** Known to be somebody else's, or given back. */
    private volatile boolean lost;

    /**
     * @param token what {@link LeaseTable#grant} returned
     * @param nanoTime a clock that nobody sets, as {@link System#nanoTime}
     * @param grantedAt its time before the lease was asked for
     */
    public Lease(LeaseTable table, String scope, long token, LongSupplier nanoTime, long grantedAt) {
        this.table = table;
        this.scope = scope;
        this.token = token;
        this.nanoTime = nanoTime;
        this.renewedAt = grantedAt;
    }

    public String scope() {
        return scope;
    }

    public long token() {
        return token;
    }

    /** Puts its end off. A database that does not answer may answer next time; an answer that it is gone is final. */
    public void renew() {
        long asked = nanoTime.getAsLong();
        try {
            if (table.renew(scope, token)) {
                renewedAt = asked;
            } else {
                lost = true;
            }
        } catch (DataAccessException e) {
            // not renewed: what relies on it looks at the time since the last renewal
        }
    }

    /** Whether it is known to be held no more. */
    public boolean isLost() {
        return lost;
    }

    /**
     * To be called at the end of each transaction: what is written counts only if it is still held then.
     *
     * @throws LeaseLostException where it is not
     */
    public void requireInTransaction() {
        if (lost || !table.holds(scope, token)) {
            lost = true;
            throw new LeaseLostException();
        }
    }

    /**
     * To be called right before a save is sent.
     *
     * @throws LeaseLostException where it was not renewed for so long that another run might take it over meanwhile
     */
    public void requireTrusted() {
        if (lost || nanoTime.getAsLong() - renewedAt > table.terms().trust().toNanos()) {
            throw new LeaseLostException();
        }
    }

    /** Gives it back; the scope and its next token stay. */
    public void release() {
        lost = true;
        table.release(scope, token);
    }

    /** Gives it back for good: nobody will ask for its scope again. */
    public void remove() {
        lost = true;
        table.remove(scope, token);
    }
}
