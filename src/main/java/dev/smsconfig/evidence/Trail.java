package dev.smsconfig.evidence;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.EventLog;
import dev.smsconfig.audit.EventLog.Span;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailReader;
import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.Frontier;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The trail of a job repository as evidence is taken from it.
 *
 * @param keys those whose signatures count
 */
public record Trail(TrailReader reader, EventLog log, CheckpointLedger checkpoints, List<VerifierKey> keys) {

    public Trail {
        keys = List.copyOf(keys);
    }

    /** The keys of which a trail tells that they signed it until another took over, or took over. Nobody vouches for that. */
    public static List<VerifierKey> rotated(TrailReader reader) {
        List<VerifierKey> keys = new ArrayList<>();
        for (StoredEvent event : reader.ofType(AuditEvent.Type.KEY_ROTATED)) {
            Map<String, Object> body = PlainJson.body(event);
            for (Object key : Arrays.asList(body.get("before"), body.get("after"))) {
                try {
                    if (key instanceof String text) {
                        keys.add(VerifierKey.parse(text));
                    }
                } catch (MalformedException e) {
                    throw NoEvidenceException.damaged("event " + event.seq() + " names something that is no key");
                }
            }
        }
        return keys;
    }

    /**
     * A checkpoint that a known key vouches for.
     *
     * @param stored as the database has it
     * @param checkpoint as it was signed
     * @param by the known keys that signed it, under the names that they signed with
     */
    record Signed(StoredCheckpoint stored, SignedNote note, Checkpoint checkpoint, Set<VerifierKey> by) {

        long size() {
            return checkpoint.size();
        }
    }

    /** The smallest checkpoint over at least so many events, or empty. */
    Optional<Signed> firstOver(long events) {
        return checkpoints.all().stream()
                .filter(stored -> stored.size() >= events)
                .findFirst()
                .map(this::signed);
    }

    /** Those over more than some events and at most others. */
    List<Signed> between(long over, long atMost) {
        return checkpoints.all().stream()
                .filter(stored -> stored.size() > over && stored.size() <= atMost)
                .map(this::signed)
                .toList();
    }

    private Signed signed(StoredCheckpoint stored) {
        try {
            SignedNote note = SignedNote.parse(stored.note());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (checkpoint.size() != stored.size()) {
                throw NoEvidenceException.damaged("the checkpoint of " + stored.size() + " events says another number");
            }
            SignedNote.Check check = note.check(named(note));
            if (!check.holds()) {
                throw new NoEvidenceException("no known key has signed the checkpoint of " + stored.size()
                        + " events; name the key with --key, or see 'smsconfig audit verify'");
            }
            return new Signed(stored, note, checkpoint, check.by());
        } catch (MalformedException e) {
            throw NoEvidenceException.damaged("the checkpoint of " + stored.size() + " events is damaged");
        }
    }

    /** A key is known whatever name it signs under: that of an installation may change. */
    private List<VerifierKey> named(SignedNote note) {
        return note.names().stream()
                .distinct()
                .flatMap(name -> keys.stream().map(key -> new VerifierKey(name, key.key())))
                .toList();
    }

    /**
     * The right edge of the tree over the events before one, from the stored hashes: a root that is signed later proves
     * whether they are the right ones.
     */
    Frontier frontierAt(long events) {
        Frontier frontier = checkpoints
                .upTo(events)
                .map(stored -> Frontier.of(stored.size(), stored.frontier()))
                .orElseGet(Frontier::new);
        reader.hashes(frontier.size(), events, link -> frontier.append(link.entry()));
        if (frontier.size() != events) {
            throw NoEvidenceException.damaged("events before number " + events + " are missing");
        }
        return frontier;
    }

    /**
     * The events of a span in their order.
     *
     * @throws NoEvidenceException where one is missing
     */
    void forEach(Span span, Consumer<StoredEvent> consumer) {
        long next = span.first();
        while (next < span.end()) {
            List<StoredEvent> page = reader.page(next);
            if (page.isEmpty()) {
                throw NoEvidenceException.damaged("event " + next + " is missing");
            }
            for (StoredEvent event : page) {
                if (event.seq() >= span.end()) {
                    break;
                }
                if (event.seq() != next) {
                    throw NoEvidenceException.damaged("event " + next + " is missing");
                }
                consumer.accept(event);
                next++;
            }
        }
    }

    /** What the event of that number says that its previous one's hash is. */
    byte[] hashBefore(long seq) {
        if (seq == 0) {
            return EntryHash.first();
        }
        byte[][] found = new byte[1][];
        reader.hashes(seq, seq + 1, link -> found[0] = link.previous());
        if (found[0] == null) {
            throw NoEvidenceException.damaged("event " + seq + " is missing");
        }
        return found[0];
    }
}
