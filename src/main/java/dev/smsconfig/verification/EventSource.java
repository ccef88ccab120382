package dev.smsconfig.verification;

import dev.smsconfig.audit.PersonalLedger;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where a trail is verified from: a job repository, or what was exported of one. Nothing of it is trusted. */
public interface EventSource {

    /**
     * A page of events in the order of their numbers, from a number on; empty at the end. Called by one thread at a time,
     * which need not be the one that made this.
     */
    List<StoredEvent> page(long from);

    /** The head row, or null where there is none. A source without one, such as an export, makes it of its last event. */
    @Nullable
    TrailHead head();

    /** The lowest number that an event has, or empty where there is none. */
    OptionalLong first();

    /**
     * What the source says about the events before its first, which it has no more; or null where it says nothing.
     *
     * @param first the number of its first event, above 0
     */
    @Nullable
    Start start(long first);

    /**
     * Where a trail begins whose first events are gone.
     *
     * @param frontier the right edge of the tree over them, as {@link dev.smsconfig.tlog.Frontier} writes it
     * @param previous the hash of the last of them
     * @param pruned whether an event of the trail has to say so
     */
    record Start(byte[] frontier, byte[] previous, boolean pruned) {}

    /** Whether it ends where the trail ended, so that what comes later is missing. A part of a trail does not. */
    default boolean reachesTheEnd() {
        return true;
    }

    /** The checkpoints that the source itself holds, by size. */
    List<StoredCheckpoint> checkpoints();

    /**
     * The clear values beside the events, to be compared with the commitments in them; null where the source keeps none.
     */
    default PersonalLedger.@Nullable Openings personal() {
        return null;
    }

    /** What else the source says that the trail tells too. */
    LedgerFacts ledger();
}
