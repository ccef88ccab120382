package dev.smsconfig.job;

import dev.smsconfig.lease.Lease;
import dev.smsconfig.lease.LeaseLostException;
import dev.smsconfig.reconcile.Journal;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.SaveIntent;
import org.jspecify.annotations.Nullable;

/**
 * Lets no save begin that could still be under way when another run takes the lease over.
 *
 * @param lease what the run began with, or null where it needs none
 */
record LeasedJournal(Journal journal, @Nullable Lease lease) implements Journal {

    @Override
    public void aboutToSave(SaveIntent intent) {
        journal.aboutToSave(intent);
        if (lease != null) {
            try {
                lease.requireTrusted();
            } catch (LeaseLostException e) {
                throw new JournalUnavailableException(e);
            }
        }
    }
}
