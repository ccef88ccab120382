package dev.smsconfig.rollout;

import dev.smsconfig.state.Provenance.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that a wave may begin. Names and reasons are foreign text.
 *
 * @param by who approves, as they say
 * @param reason why, as they say
 * @param evidence VERIFIED where a pinned key signed the plan's hash, else CLAIMED
 * @param signer the principal that the allowed signers name for the key, only where it is verified
 */
public record Approval(
        String by,
        String reason,
        Evidence evidence,
        @Nullable String signer,
        Instant at) {

    public Approval {
        if ((evidence == Evidence.VERIFIED) != (signer != null) || evidence == Evidence.ABSENT) {
            throw new IllegalArgumentException("an approval is claimed, or verified with its signer");
        }
    }
}
