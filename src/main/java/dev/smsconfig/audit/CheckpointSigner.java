package dev.smsconfig.audit;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.Frontier;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.VerifierKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Signs the trail as it is committed. It goes on from the last checkpoint, whose signature it checks first: what it signs
 * is that trail with events added, or nothing. So no two of its checkpoints ever contradict each other.
 */
public final class CheckpointSigner {

    private final CheckpointLedger ledger;
    private final TrailReader trail;
    private final SignerKey key;

    /** @param key its name is the origin of the checkpoints */
    public CheckpointSigner(JdbcTemplate jdbc, SignerKey key) {
        this.ledger = new CheckpointLedger(jdbc);
        this.trail = new TrailReader(jdbc);
        this.key = key;
    }

    public VerifierKey verifier() {
        return key.verifier();
    }

    /**
     * Signs what is committed now, in the caller's transaction where there is one.
     *
     * @return the checkpoint of the trail, which is an earlier one where nothing happened since; empty where the trail is
     * @throws DiscontinuityException where the trail does not go on from the last checkpoint
     */
    public Optional<StoredCheckpoint> sign(String runId) {
        return sign(runId, null);
    }

    /**
     * The same when another key takes over.
     *
     * @param before the key that signed so far and signs this once more, or null where there is none
     */
    public Optional<StoredCheckpoint> sign(String runId, @Nullable SignerKey before) {
        return sign(runId, before, before == null ? key : before);
    }

    /** The same where the key that signed so far is lost: what was signed before is not checked. */
    public Optional<StoredCheckpoint> signAnew(String runId) {
        return sign(runId, null, null);
    }

    private Optional<StoredCheckpoint> sign(String runId, @Nullable SignerKey before, @Nullable SignerKey signedLast) {
        TrailHead head = trail.head().orElseThrow(() -> new DiscontinuityException("the trail has no head row"));
        Optional<StoredCheckpoint> last = ledger.last();
        Growth growth = last.isEmpty() ? new Growth() : new Growth(last.get(), signedLast);
        if (growth.frontier.size() > head.nextSeq()) {
            throw new DiscontinuityException("a checkpoint vouches for " + growth.frontier.size()
                    + " events, and the trail has " + head.nextSeq());
        }
        if (last.isPresent() && growth.frontier.size() == head.nextSeq()) {
            return last;
        }
        trail.hashes(growth.frontier.size(), head.nextSeq(), growth::append);
        if (growth.frontier.size() != head.nextSeq() || !Arrays.equals(growth.entry, head.entry())) {
            throw new DiscontinuityException(
                    "the events after number " + growth.begin + " do not lead to the trail's head");
        }
        if (head.nextSeq() == 0) {
            return Optional.empty();
        }
        StoredCheckpoint made = make(runId, growth, before);
        return ledger.insert(made) ? Optional.of(made) : ledger.upTo(made.size());
    }

    /** Whether this key signed a checkpoint last. */
    public boolean made(StoredCheckpoint checkpoint) {
        try {
            SignedNote note = SignedNote.parse(checkpoint.note());
            String origin = Checkpoint.parse(note.text()).origin();
            return note.isLastBy(new VerifierKey(origin, key.key().publicKey()));
        } catch (MalformedException | IllegalArgumentException e) {
            return false;
        }
    }

    private StoredCheckpoint make(String runId, Growth growth, @Nullable SignerKey before) {
        Checkpoint checkpoint = new Checkpoint(key.name(), growth.frontier.size(), growth.frontier.root());
        SignedNote note = SignedNote.sign(checkpoint.text(), before == null ? List.of(key) : List.of(before, key));
        return new StoredCheckpoint(
                checkpoint.size(),
                checkpoint.root(),
                growth.frontier.encoded(),
                runId,
                key.verifier().shortName(),
                note.toString(),
                growth.at,
                null);
    }

    /**
     * Whether a checkpoint that is kept elsewhere is of this trail.
     *
     * @throws DiscontinuityException where the trail is shorter, or has another history
     */
    public void requireExtends(Checkpoint elsewhere) {
        TrailHead head = trail.head().orElseThrow(() -> new DiscontinuityException("the trail has no head row"));
        if (elsewhere.size() > head.nextSeq()) {
            throw new DiscontinuityException("a checkpoint there vouches for " + elsewhere.size()
                    + " events, and the trail has " + head.nextSeq());
        }
        Optional<StoredCheckpoint> below = ledger.upTo(elsewhere.size());
        Growth growth = below.isEmpty() ? new Growth() : new Growth(below.get(), null);
        trail.hashes(growth.frontier.size(), elsewhere.size(), growth::append);
        if (growth.frontier.size() != elsewhere.size() || !elsewhere.hasRoot(growth.frontier.root())) {
            throw new DiscontinuityException(
                    "the first " + elsewhere.size() + " events are not those that a checkpoint there vouches for");
        }
    }

    /** What a checkpoint vouches for, and the events since. */
    private static final class Growth {

        private final long begin;
        private final Frontier frontier;
        private byte @Nullable [] entry;
        private Instant at = Instant.EPOCH;

        Growth() {
            frontier = new Frontier();
            begin = 0;
            entry = EntryHash.first();
        }

        /** @param signer whose signature it must bear, or null where that is not asked */
        Growth(StoredCheckpoint last, @Nullable SignerKey signer) {
            begin = last.size();
            frontier = frontierOf(last, signer);
        }

        private static Frontier frontierOf(StoredCheckpoint last, @Nullable SignerKey signer) {
            try {
                SignedNote note = SignedNote.parse(last.note());
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                Frontier frontier = Frontier.of(last.size(), last.frontier());
                boolean signed = signer == null
                        || note.isLastBy(new VerifierKey(
                                checkpoint.origin(), signer.key().publicKey()));
                if (!signed) {
                    throw new DiscontinuityException("the last checkpoint, of " + last.size()
                            + " events, is not signed by this key, or another took over");
                }
                if (checkpoint.size() == last.size() && checkpoint.hasRoot(frontier.root())) {
                    return frontier;
                }
            } catch (MalformedException | IllegalArgumentException e) {
                // below
            }
            throw new DiscontinuityException("the last checkpoint, of " + last.size() + " events, is damaged");
        }

        void append(TrailReader.Link link) {
            byte[] before = entry;
            if (link.seq() != frontier.size() || (before != null && !Arrays.equals(before, link.previous()))) {
                throw new DiscontinuityException("the chain of the trail is broken at event " + frontier.size());
            }
            frontier.append(link.entry());
            entry = link.entry();
            at = link.at();
        }
    }
}
