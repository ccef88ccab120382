package dev.smsconfig.job;

import dev.smsconfig.audit.PersonErasure;
import dev.smsconfig.audit.PersonErasure.Erased;
import dev.smsconfig.audit.PersonName;
import dev.smsconfig.audit.RunStatus;
import java.util.Objects;

/** Where people are erased from a job repository. */
public record Erasure(JobStore store) {

    /** Whether a run is under way, which could write again what is erased meanwhile. */
    public boolean isDisturbed() {
        return !store.runs().withStatus(RunStatus.RUNNING).isEmpty();
    }

    /** What would be erased. */
    public Erased find(PersonName person) {
        return store.erasure().find(person);
    }

    /**
     * Erases what names a person, in one transaction with the event that says so.
     *
     * @param order the reason does not name the person
     */
    public Erased erase(PersonName person, PersonErasure.Order order) {
        return Objects.requireNonNull(
                store.ownTransaction().execute(status -> store.erasure().erase(person, order)));
    }

    /** Has the file of an embedded repository keep nothing of what was erased; the repository is closed by that. */
    public void finish() {
        store.compact();
    }
}
