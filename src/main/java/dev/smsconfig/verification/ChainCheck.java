package dev.smsconfig.verification;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.tlog.Frontier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain event by event, and grows the tree over it. Where the chain breaks, it looks ahead to tell what was
 * done, and follows no further.
 */
final class ChainCheck {

    /** How far it looks ahead for an event that stands in another place. */
    private static final int LOOK_AHEAD = 100_000;

    /**
     * The tree at a size.
     *
     * @param at when the last of its events happened
     */
    record Moment(byte[] root, byte[] frontier, @Nullable Instant at) {}

    private final long[] wanted;
    private final Map<Long, Moment> moments = new HashMap<>();
    private final MomentText times = new MomentText();
    private final Frontier frontier;
    private final long begin;
    private final List<Seen> strange = new ArrayList<>();
    private int nextWanted;
    private byte[] entry;
    private @Nullable StoredEvent last;

    /**
     * @param wanted the sizes at which the tree is compared later
     * @param start the tree over what comes before
     * @param previous the hash of the last event before
     */
    ChainCheck(Set<Long> wanted, Frontier start, byte[] previous) {
        this.wanted = wanted.stream().mapToLong(Long::longValue).sorted().toArray();
        this.frontier = start;
        this.begin = start.size();
        this.entry = previous;
        remember(null);
    }

    /**
     * @param body the event's, where it is a canonical object
     * @return whether the event is the one that was written there
     */
    boolean accept(StoredEvent row, @Nullable CanonicalObject body) {
        if (strange.isEmpty() && isNext(row, body)) {
            entry = row.entry();
            frontier.append(entry);
            last = row;
            remember(row.occurredAt());
            return true;
        }
        if (strange.size() < LOOK_AHEAD) {
            strange.add(Seen.of(row));
        }
        return false;
    }

    private boolean isNext(StoredEvent row, @Nullable CanonicalObject body) {
        long expected = frontier.size();
        return row.seq() == expected
                && Arrays.equals(row.previous(), entry)
                && Arrays.equals(EntryHash.of(expected, row.previous(), row.body()), row.entry())
                && BodyFields.areRepeatedBy(row, body, times);
    }

    private void remember(@Nullable Instant at) {
        long size = frontier.size();
        while (nextWanted < wanted.length && wanted[nextWanted] < size) {
            nextWanted++;
        }
        if (nextWanted < wanted.length && wanted[nextWanted] == size) {
            moments.put(size, new Moment(frontier.root(), frontier.encoded(), at));
        }
    }

    boolean isBroken() {
        return !strange.isEmpty();
    }

    /** What the chain's break means, or null where it is whole. */
    @Nullable
    Finding broken(@Nullable TrailHead head) {
        if (strange.isEmpty()) {
            return null;
        }
        StoredEvent right = last;
        return new Diagnosis(frontier.size(), right == null ? null : Seen.of(right), strange, head).find();
    }

    /** How many events come before those that it followed. */
    long begin() {
        return begin;
    }

    /** How many events were right, those before its start included. */
    long size() {
        return frontier.size();
    }

    /** The hash of the last event that was right. */
    byte[] entry() {
        return entry.clone();
    }

    /** The tree at one of the wanted sizes, or null where the chain did not come so far, or begins later. */
    @Nullable
    Moment at(long size) {
        return moments.get(size);
    }
}
