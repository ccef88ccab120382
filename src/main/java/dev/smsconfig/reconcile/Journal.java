package dev.smsconfig.reconcile;

import org.jspecify.annotations.Nullable;

/** Where a save is announced before its request leaves. */
@FunctionalInterface
public interface Journal {

    /**
     * Returns once the intent is committed.
     *
     * @throws JournalUnavailableException where it is not; the save must not be sent then
     */
    void aboutToSave(SaveIntent intent);

    /**
     * Asked right before each announcement, so also before a save is tried again.
     *
     * @return why no save may be announced now, in words that may be shown; or null where one may
     */
    default @Nullable String objection() {
        return null;
    }
}
