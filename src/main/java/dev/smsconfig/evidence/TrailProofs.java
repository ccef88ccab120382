package dev.smsconfig.evidence;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.tlog.MerkleTree;
import dev.smsconfig.tlog.Proofs;
import dev.smsconfig.tlog.TlogProof;
import dev.smsconfig.tlog.VerifierKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proves that events stand in the trail, without the events around them. */
final class TrailProofs {

    private final Trail trail;

    TrailProofs(Trail trail) {
        this.trail = trail;
    }

    /**
     * Events that are proven.
     *
     * @param by the keys that signed the checkpoint of the proofs
     */
    record Proven(Map<StoredEvent, TlogProof> proofs, Set<VerifierKey> by) {}

    /**
     * Each event with its proof. The extra data of a proof is the hash of the event before, which it takes to hash the
     * event; it tells nothing of what that event says.
     *
     * @param events at least one
     * @throws NoEvidenceException where no checkpoint is over all of them yet, or the trail does not hold
     */
    Proven of(List<StoredEvent> events) {
        long first = events.stream().mapToLong(StoredEvent::seq).min().orElseThrow();
        long last = events.stream().mapToLong(StoredEvent::seq).max().orElseThrow();
        Trail.Signed signed = trail.firstOver(last + 1)
                .orElseThrow(() -> new NoEvidenceException(
                        "no checkpoint is signed over event " + last + " yet; the next run signs one when it ends"));
        MerkleTree tree = new MerkleTree(trail.frontierAt(first));
        trail.reader().hashes(first, signed.size(), link -> tree.append(link.entry()));
        if (tree.size() != signed.size() || !signed.checkpoint().hasRoot(tree.root(signed.size()))) {
            throw NoEvidenceException.damaged("the first " + signed.size() + " events are not those that were signed");
        }
        Map<StoredEvent, TlogProof> proofs = new LinkedHashMap<>();
        events.stream()
                .sorted(Comparator.comparingLong(StoredEvent::seq))
                .forEach(event -> proofs.put(event, prove(event, tree, signed)));
        return new Proven(proofs, signed.by());
    }

    private TlogProof prove(StoredEvent event, MerkleTree tree, Trail.Signed signed) {
        TlogProof proof =
                new TlogProof(event.previous(), event.seq(), tree.inclusion(event.seq(), signed.size()), signed.note());
        byte[] leaf = EntryHash.of(event.seq(), event.previous(), event.body());
        if (!holds(proof, leaf, signed)) {
            throw NoEvidenceException.damaged("event " + event.seq() + " is not the one that was signed");
        }
        return proof;
    }

    private static boolean holds(TlogProof proof, byte[] leaf, Trail.Signed signed) {
        return Proofs.includes(
                proof.index(),
                signed.size(),
                leaf,
                proof.path(),
                signed.checkpoint().root());
    }
}
