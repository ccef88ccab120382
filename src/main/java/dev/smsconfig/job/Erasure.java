package dev.smsconfig.job;

import dev.smsconfig.audit.PersonErasure;
import dev.smsconfig.audit.PersonErasure.Erased;
import dev.smsconfig.audit.PersonName;
import dev.smsconfig.audit.RunStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where people are erased from a job repository. */
public record Erasure(JobStore store) {

    /** Stands for a run in events that belong to none. */
    private static final String NO_RUN = "-";

    /** Whether a run is under way, which could write again what is erased meanwhile. */
    public boolean isDisturbed() {
        return !store.runs().withStatus(RunStatus.RUNNING).isEmpty();
    }

    /** What would be erased. */
    public Erased find(PersonName person) {
        return store.erasure().find(person);
    }

    /**
     * Erases what names a person, in one transaction with the event that says so; where the repository is a file of this
     * machine, from the file too.
     *
     * @param reason does not name the person
     * @param by the account that asks for it, or null where that is the person
     */
    public Erased erase(PersonName person, String reason, @Nullable String by) {
        PersonErasure.Order order = new PersonErasure.Order(NO_RUN, reason, by);
        Erased erased = Objects.requireNonNull(
                store.ownTransaction().execute(status -> store.erasure().erase(person, order)));
        if (!erased.isNothing()) {
            store.compact();
        }
        return erased;
    }
}
