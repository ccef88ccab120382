package dev.smsconfig.job;

import dev.smsconfig.reconcile.Journal;
import dev.smsconfig.reconcile.SaveIntent;
import org.jspecify.annotations.Nullable;

/** A journal that takes no announcement while the environment is frozen. */
record FrozenJournal(Journal journal, SaveWindow window) implements Journal {

    @Override
    public void aboutToSave(SaveIntent intent) {
        journal.aboutToSave(intent);
    }

    @Override
    public @Nullable String objection() {
        return window.objection();
    }
}
