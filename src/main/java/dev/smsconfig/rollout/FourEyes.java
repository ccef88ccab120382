package dev.smsconfig.rollout;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule that nobody approves what they wrote: it can be kept only where both are known for certain. */
public final class FourEyes {

    private FourEyes() {}

    /**
     * @param approval what the signature of the approval is worth
     * @param commit what the run was read from; null where no clean commit stands behind it
     * @return why the approval does not count, or empty where it does
     */
    public static Optional<String> objection(Signature approval, @Nullable Provenance commit) {
        String signer = approval.signer();
        if (approval.state() != Evidence.VERIFIED || signer == null) {
            String note = approval.note();
            return Optional.of("an approval has to be signed by a pinned key" + (note == null ? "" : ": " + note));
        }
        if (commit == null) {
            return Optional.of("no commit tells who wrote what is to be approved");
        }
        if (commit.author().email().equals(Provenance.ERASED)
                || Provenance.ERASED.equals(commit.signature().signer())) {
            return Optional.of("who wrote the commit was erased from the records; start a new run");
        }
        boolean ownKey = approval.key() != null
                && approval.key().equals(commit.signature().key());
        if (ownKey
                || isSame(signer, commit.author().email())
                || isSame(signer, commit.signature().signer())) {
            return Optional.of(signer + " wrote the commit, and somebody else has to approve it");
        }
        return Optional.empty();
    }

    private static boolean isSame(String one, @Nullable String other) {
        return other != null && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
