package dev.smsconfig.audit;

import dev.smsconfig.reconcile.Journal;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.SaveIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One run's intents. Saves that are announced at the same time share one transaction: whoever gets the lock commits all
 * that wait, the others find theirs done.
 */
public final class RunJournal implements Journal {

    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final String runId;
    private final SecretUses secrets;
    private final Queue<Announcement> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param transactions a transaction of its own for each call, whatever the caller is in
     * @param secrets what the saves read; it is told before their intents
     */
    public RunJournal(AuditTrail trail, TransactionOperations transactions, String runId, SecretUses secrets) {
        this.trail = trail;
        this.transactions = transactions;
        this.runId = runId;
        this.secrets = secrets;
    }

    @Override
    public void aboutToSave(SaveIntent intent) {
        Announcement announcement = new Announcement(event(intent));
        waiting.add(announcement);
        lock.lock();
        try {
            if (!announcement.settled) {
                commitWaiting();
            }
        } finally {
            lock.unlock();
        }
        RuntimeException failure = announcement.failure;
        if (failure != null) {
            throw new JournalUnavailableException(failure);
        }
    }

    private void commitWaiting() {
        List<Announcement> together = new ArrayList<>();
        for (Announcement next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
        }
        @Nullable RuntimeException failure = null;
        try {
            secrets.tellFirst(runId, uses -> commit(uses, together));
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Announcement announcement : together) {
            announcement.failure = failure;
            announcement.settled = true;
        }
    }

    private void commit(List<AuditEvent> uses, List<Announcement> announcements) {
        List<AuditEvent> events = new ArrayList<>(uses);
        announcements.forEach(announcement -> events.add(announcement.event));
        transactions.executeWithoutResult(status -> trail.append(events));
    }

    private AuditEvent event(SaveIntent intent) {
        return new AuditEvent(
                AuditEvent.Type.WRITE_INTENT,
                runId,
                intent.tenant(),
                Map.of("attempt", intent.attempt(), "changes", EventBodies.changes(intent.changes())));
    }

    /** Fields are guarded by the lock. */
    private static final class Announcement {
        private final AuditEvent event;
        private boolean settled;
        private @Nullable RuntimeException failure;

        Announcement(AuditEvent event) {
            this.event = event;
        }
    }
}
