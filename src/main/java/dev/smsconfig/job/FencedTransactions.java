package dev.smsconfig.job;

import dev.smsconfig.lease.Lease;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Commits only what a run may still write: each transaction proves before its commit that the run's lease is its own,
 * and keeps it so until it is committed. A run that was taken over while it was not looking can so do no harm.
 */
final class FencedTransactions extends JdbcTransactionManager {

    private volatile @Nullable Lease lease;

    FencedTransactions(DataSource dataSource) {
        super(dataSource);
    }

    /** @param lease null where no run is under way */
    void require(@Nullable Lease lease) {
        this.lease = lease;
    }

    @Nullable
    Lease required() {
        return lease;
    }

    /** After all of the transaction's own work: the audit trail's head is locked before the lease, by everybody. */
    @Override
    protected void prepareForCommit(DefaultTransactionStatus status) {
        Lease fence = lease;
        if (fence != null && status.isNewTransaction() && !status.isReadOnly()) {
            fence.requireInTransaction();
        }
    }
}
