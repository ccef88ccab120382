package dev.smsconfig.verification;

import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compares checkpoints with the trail, after this was followed to its end or to where it breaks. */
final class CheckpointCheck {

    private final ChainCheck chain;
    private final long right;
    private final RunCheck runs;
    private final KeyRing keys;
    private final List<Claim> claims;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, SignedNote.Check> signatures = new ConcurrentHashMap<>();
    /** Sizes of checkpoints that hold: those that agree with the trail, those that don't, those beyond its end. */
    private final NavigableSet<Long> agreeing = new TreeSet<>();

    private final NavigableSet<Long> contradicting = new TreeSet<>();
    private final NavigableSet<Long> beyond = new TreeSet<>();
    private boolean beyondInside;
    private int holding;
    private int outside;

    /** @param right up to which size the trail can be compared: what comes after is known to be wrong already */
    CheckpointCheck(ChainCheck chain, long right, RunCheck runs, KeyRing keys, List<Claim> claims) {
        this.chain = chain;
        this.right = right;
        this.runs = runs;
        this.keys = keys;
        this.claims = claims;
    }

    void run() {
        // a signature takes milliseconds, and most notes are there twice: in the repository and outside
        claims.parallelStream().map(Claim::note).filter(Objects::nonNull).forEach(this::signatures);
        claims.forEach(this::check);
        if (!contradicting.isEmpty()) {
            long size = contradicting.first();
            Long below = agreeing.lower(size);
            long first = below == null ? 0 : below;
            boolean forked = agreeing.ceiling(size) != null;
            findings.add(
                    forked
                            ? new Finding(
                                    Fault.FORKED,
                                    first,
                                    "two histories were signed: a checkpoint of " + size
                                            + " events contradicts the trail, which others vouch for")
                            : new Finding(
                                    Fault.REWRITTEN,
                                    first,
                                    "the first " + size + " events are not those that were signed; up to event " + first
                                            + " they are"));
        }
    }

    private void check(Claim claim) {
        SignedNote note = claim.note();
        Checkpoint checkpoint = claim.checkpoint();
        if (note == null || checkpoint == null) {
            add(Fault.SIGNATURE_INVALID, claim, "is no signed checkpoint any more");
            return;
        }
        SignedNote.Check check = signatures(note);
        if (check.forged() || (check.by().isEmpty() && isForgery(claim, note))) {
            add(Fault.SIGNATURE_INVALID, claim, "is not what its key signed");
        } else if (check.by().isEmpty() && checkpoint.size() < chain.begin()) {
            // of events that were pruned, with the event that told of a key's end
            return;
        } else if (check.by().isEmpty()) {
            add(Fault.UNKNOWN_KEY, claim, "bears no signature of a key that was given");
        } else if (keys.isRetired(check.by(), checkpoint.size())) {
            add(Fault.SIGNATURE_INVALID, claim, "is signed by a key that had handed over before");
        } else if (checkpoint.size() != claim.size()) {
            add(Fault.CHECKPOINT_MOVED, claim, "is of " + checkpoint.size() + " events");
        } else {
            holds(claim, checkpoint, check);
        }
    }

    private SignedNote.Check signatures(SignedNote note) {
        return signatures.computeIfAbsent(note.toString(), text -> keys.check(note));
    }

    /** Whether the repository knows better what its key had signed there. */
    private boolean isForgery(Claim claim, SignedNote note) {
        StoredCheckpoint row = claim.row();
        if (row != null) {
            // it says itself that another key signed it
            return !keys.isEmpty() && note.names().stream().noneMatch(row.keyName()::startsWith);
        }
        return claims.stream()
                .filter(other -> other.row() != null && other.size() == claim.size())
                .map(Claim::note)
                .anyMatch(other -> other != null
                        && signatures(other).holds()
                        && !other.toString().equals(note.toString()));
    }

    private boolean hasItsRun(Claim claim) {
        Long first = runs.firstOf(claim.runId());
        boolean began = first != null ? first < claim.size() : chain.begin() > 0;
        return began
                && (claim.isOutside()
                        || claims.stream()
                                .filter(other -> other.isOutside() && isSame(other, claim))
                                .allMatch(other -> other.runId().equals(claim.runId())));
    }

    private static boolean isSame(Claim one, Claim other) {
        Checkpoint checkpoint = one.checkpoint();
        return checkpoint != null && one.size() == other.size() && checkpoint.equals(other.checkpoint());
    }

    private void holds(Claim claim, Checkpoint checkpoint, SignedNote.Check check) {
        long size = checkpoint.size();
        StoredCheckpoint row = claim.row();
        if (size > chain.size()) {
            beyond.add(size);
            beyondInside |= row != null;
            return;
        }
        ChainCheck.Moment moment = size > right ? null : chain.at(size);
        if (moment == null) {
            return; // of events that were pruned, or are wrong
        }
        if (!checkpoint.hasRoot(moment.root())) {
            contradicting.add(size);
            return;
        }
        agreeing.add(size);
        if (size > chain.begin() && !hasItsRun(claim)) {
            add(Fault.CHECKPOINT_MOVED, claim, "was signed in another run");
        }
        holding++;
        outside += claim.isOutside() ? 1 : 0;
        String odd = row == null ? null : odd(row, moment, check);
        if (odd != null) {
            add(Fault.EDITED, claim, "has another " + odd + " than what was signed");
        }
    }

    /** The column of a row that does not repeat what is true, or null. */
    private static @Nullable String odd(StoredCheckpoint row, ChainCheck.Moment moment, SignedNote.Check check) {
        if (!Arrays.equals(row.root(), moment.root())) {
            return "root";
        }
        if (!Arrays.equals(row.frontier(), moment.frontier())) {
            return "frontier";
        }
        if (check.by().stream().map(VerifierKey::shortName).noneMatch(row.keyName()::equals)) {
            return "key_name";
        }
        if (moment.at() != null && !moment.at().equals(row.createdAt())) {
            return "created_at";
        }
        String file = row.exportedTo();
        return file == null || file.endsWith("/" + row.fileName()) ? null : "exported_to";
    }

    private void add(Fault fault, Claim claim, String what) {
        findings.add(new Finding(fault, claim.size(), claim.place() + " " + what));
    }

    List<Finding> findings() {
        return findings;
    }

    /** The largest size that a checkpoint vouches for; 0 where none does. */
    long vouched() {
        return agreeing.isEmpty() ? 0 : agreeing.last();
    }

    /** The largest size that a checkpoint vouches for and the trail does not reach; 0 where there is none. */
    long beyond() {
        return beyond.isEmpty() ? 0 : beyond.last();
    }

    /** Whether the trail's own source has a checkpoint that it does not reach. */
    boolean isBeyondInside() {
        return beyondInside;
    }

    int holding() {
        return holding;
    }

    int outside() {
        return outside;
    }
}
