package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailPruner;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Removes the first events of the trail, up to a checkpoint, and says so in the trail. */
public record Pruning(JobStore store) {

    /**
     * The checkpoint up to which events may go.
     *
     * @param size at most so many
     * @param before only those that happened before that
     */
    public Optional<StoredCheckpoint> bound(long size, Instant before) {
        long first = store.trailReader().first().orElse(0);
        OptionalLong needed = pruner().firstOfUnfinished();
        return store.checkpoints().all().stream()
                .filter(checkpoint -> checkpoint.size() <= size
                        && checkpoint.size() <= needed.orElse(Long.MAX_VALUE)
                        && checkpoint.size() > first
                        && checkpoint.createdAt().isBefore(before))
                .reduce((one, next) -> next);
    }

    /**
     * Removes the events before a checkpoint, in one transaction with the event that says so.
     *
     * @return how many
     */
    public int prune(StoredCheckpoint upTo, String runId) {
        Integer removed = store.ownTransaction().execute(status -> {
            store.trail().lock();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("size", upTo.size());
            body.put("root", base64(upTo.root()));
            body.put("frontier", base64(upTo.frontier()));
            body.put("entry", base64(entryBefore(upTo.size())));
            store.trail().append(List.of(new AuditEvent(AuditEvent.Type.PRUNED, runId, null, body)));
            return pruner().removeBefore(upTo.size());
        });
        return removed == null ? 0 : removed;
    }

    private byte[] entryBefore(long size) {
        byte[][] entry = {EntryHash.first()};
        store.trailReader().hashes(size - 1, size, link -> entry[0] = link.entry());
        return entry[0];
    }

    private TrailPruner pruner() {
        return new TrailPruner(store.jdbc());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
