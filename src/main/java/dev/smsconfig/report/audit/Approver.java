package dev.smsconfig.report.audit;

import dev.smsconfig.rollout.Approval;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who let a change pass.
 *
 * @param name as they say, the signer's where that is proven, or null where nobody is known
 * @param at null where that is not known
 * @param by how it was said
 */
record Approver(@Nullable String name, Evidence evidence, @Nullable Instant at, String by) {

    private static final Set<String> TRAILERS = Set.of("reviewed-by", "approved-by");

    static final Approver NOBODY = new Approver(null, Evidence.ABSENT, null, "no approval is recorded");

    static Approver ofWave(String wave, Approval approval) {
        String signer = approval.signer();
        return new Approver(
                signer == null ? approval.by() : signer, approval.evidence(), approval.at(), "approval of wave " + wave);
    }

    /** What a commit's message says of a review: its author's word, so no more than a claim. */
    static Approver ofMessage(@Nullable Provenance commit) {
        return commit == null
                ? NOBODY
                : commit.approvals().stream()
                        .filter(trailer -> TRAILERS.contains(trailer.trailer().toLowerCase(java.util.Locale.ROOT)))
                        .findFirst()
                        .map(trailer -> new Approver(
                                trailer.by(), trailer.state(), null, trailer.trailer() + " in the commit's message"))
                        .orElse(NOBODY);
    }
}
