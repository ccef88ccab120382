package dev.smsconfig.verification;

import dev.smsconfig.state.SealPublicKey;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are trusted: those that were given, and those to which they handed over, or from which they took over. A
 * hand-over counts where both keys signed a checkpoint of a trail that tells of it. The name of a key is a label: what is
 * trusted is the key.
 */
final class KeyRing {

    /**
     * An event that says that a key took over.
     *
     * @param seq its number
     */
    record Rotation(long seq, SealPublicKey before, SealPublicKey after) {

        /** @return null where the event does not name two keys */
        static @Nullable Rotation of(long seq, Map<String, Object> body) {
            try {
                return body.get("before") instanceof String before && body.get("after") instanceof String after
                        ? new Rotation(
                                seq,
                                VerifierKey.parse(before).key(),
                                VerifierKey.parse(after).key())
                        : null;
            } catch (MalformedException e) {
                return null;
            }
        }
    }

    private final Set<SealPublicKey> keys = new LinkedHashSet<>();
    /** The size from which on a key has handed over. */
    private final Map<SealPublicKey, Long> retired = new HashMap<>();

    KeyRing(List<VerifierKey> given) {
        given.forEach(key -> keys.add(key.key()));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    SignedNote.Check check(SignedNote note) {
        return check(note, keys);
    }

    private static SignedNote.Check check(SignedNote note, Set<SealPublicKey> keys) {
        List<VerifierKey> named = new ArrayList<>();
        for (String name : new LinkedHashSet<>(note.names())) {
            keys.forEach(key -> named.add(new VerifierKey(name, key)));
        }
        return note.check(named);
    }

    /** Whether all that signed it had handed over before that size. */
    boolean isRetired(Set<VerifierKey> signers, long size) {
        return signers.stream().allMatch(signer -> size > retired.getOrDefault(signer.key(), Long.MAX_VALUE));
    }

    /**
     * Learns the keys of hand-overs.
     *
     * @param claims checkpoints that agree with the trail, whoever signed them
     */
    void learn(List<Rotation> rotations, List<Claim> claims) {
        boolean learnt = true;
        while (learnt) {
            learnt = false;
            for (Rotation rotation : rotations) {
                for (Claim claim : claims) {
                    learnt |= claim.size() > rotation.seq() && learn(rotation, claim);
                }
            }
        }
    }

    private boolean learn(Rotation rotation, Claim claim) {
        SignedNote note = claim.note();
        boolean known = keys.contains(rotation.before()) || keys.contains(rotation.after());
        if (!known || note == null) {
            return false;
        }
        Set<SealPublicKey> both = Set.of(rotation.before(), rotation.after());
        SignedNote.Check check = check(note, both);
        Set<SealPublicKey> signers = check.by().stream().map(VerifierKey::key).collect(Collectors.toSet());
        if (check.forged() || !signers.equals(both)) {
            return false;
        }
        retired.merge(rotation.before(), claim.size(), Math::min);
        return keys.addAll(both);
    }
}
