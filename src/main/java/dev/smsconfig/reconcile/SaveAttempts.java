package dev.smsconfig.reconcile;

import dev.smsconfig.plan.Plan;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Observation.Observed;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SaveResult.Unclear;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one reconciliation. Before a second one it reads back: the first may have been applied although its
 * answer was lost, and then nothing is sent again.
 */
final class SaveAttempts {

    /** What one attempt found out: what failed, or null. */
    record Answer(@Nullable Failure failure) {}

    /**
     * What is to be saved.
     *
     * @param plan what it changes
     * @param before what the server held
     * @param desired what git manages, resolved
     */
    record Save(Plan plan, ObservedState before, SmsConfig desired) {
        TenantId tenant() {
            return before.tenant();
        }
    }

    /** Where it is read and saved. */
    record Servers(TenantReads reads, SmsConfigWriter writer) {}

    private final Servers servers;
    private final Planner planner;
    private final Journal journal;
    private final Save save;
    private int sent;
    private boolean everUnclear;
    private @Nullable String withheld;
    private @Nullable Observation lastReadBack;

    SaveAttempts(Servers servers, Planner planner, Journal journal, Save save) {
        this.servers = servers;
        this.planner = planner;
        this.journal = journal;
        this.save = save;
    }

    Answer attempt(int number) {
        lastReadBack = null;
        if (number > 1) {
            Observation found = servers.reads.reader().observe(save.tenant());
            Failure unread = found.failure();
            if (unread != null) {
                return new Answer(unread);
            }
            if (!isAsBefore(((Observed) found).state())) {
                lastReadBack = found;
                return new Answer(null);
            }
        }
        withheld = journal.objection();
        if (withheld != null) {
            return new Answer(Failure.of(Failure.Kind.STOPPED, withheld));
        }
        journal.aboutToSave(new SaveIntent(save.tenant(), ++sent, save.plan().changes()));
        return answerOf(
                servers.writer().save(save.tenant(), save.before().config().overlaidBy(save.desired())));
    }

    private Answer answerOf(SaveResult result) {
        if (result instanceof NotSaved notSaved) {
            return new Answer(notSaved.failure());
        }
        if (result instanceof Unclear unclear) {
            everUnclear = true;
            return new Answer(unclear.failure());
        }
        return new Answer(null);
    }

    int sent() {
        return sent;
    }

    /** Why no save was sent at all, or null where one was, or none was called for. */
    @Nullable
    String withheld() {
        return sent == 0 ? withheld : null;
    }

    /** Whether any of the saves may have been applied unseen. */
    boolean everUnclear() {
        return everUnclear;
    }

    /** What was read instead of a further save, or null where the last attempt was a save. */
    @Nullable
    Observation lastReadBack() {
        return lastReadBack;
    }

    boolean isAsBefore(ObservedState found) {
        return found.config().equals(save.before().config());
    }

    /** What still differs from git; a value that the server masks counts as saved. */
    Plan remaining(ObservedState found) {
        return planner.plan(save.desired(), found, asApplied());
    }

    private LastApplied asApplied() {
        return planner.asApplied(save.tenant(), save.desired());
    }
}
