package dev.smsconfig.reconcile;

/** Where a save is announced before its request leaves. */
@FunctionalInterface
public interface Journal {

    /**
     * Returns once the intent is committed.
     *
     * @throws JournalUnavailableException where it is not; the save must not be sent then
     */
    void aboutToSave(SaveIntent intent);
}
