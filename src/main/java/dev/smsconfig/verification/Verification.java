package dev.smsconfig.verification;

import dev.smsconfig.audit.PersonalCheck;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of verifying a trail.
 *
 * @param events how many were read
 * @param begin the number of the first, above 0 where events before were pruned
 * @param vouched how many events, from number 0, the newest checkpoint vouches for that holds
 * @param checkpoints how many checkpoints hold and agree with the trail
 * @param outside how many of these were given apart from the trail's own source
 * @param findings what is wrong, in the order in which it was found
 * @param personal how many clear values of people are left and how many were erased; null where that was not looked at
 */
// 8 parameters: what was read (2), what vouches for it (3), what is wrong (2), who is forgotten
public record Verification(
        long events,
        long begin,
        long vouched,
        int checkpoints,
        int outside,
        List<Finding> findings,
        @Nullable String nothingChecked,
        PersonalCheck.@Nullable Result personal) {

    /** One of which nothing of people was looked at. */
    public Verification(
            long events,
            long begin,
            long vouched,
            int checkpoints,
            int outside,
            List<Finding> findings,
            @Nullable String nothingChecked) {
        this(events, begin, vouched, checkpoints, outside, findings, nothingChecked, null);
    }

    /** In one word. */
    public enum Verdict {
        INTACT,
        TAMPERED,
        UNVERIFIABLE
    }

    public Verification {
        findings = List.copyOf(findings);
    }

    public Verdict verdict() {
        Finding main = main();
        if (main != null && main.fault().isProof()) {
            return Verdict.TAMPERED;
        }
        return main != null || nothingChecked != null ? Verdict.UNVERIFIABLE : Verdict.INTACT;
    }

    /** What decides the verdict: of the proofs of tampering the one of the earliest event, else of what keeps it from being verified. */
    public @Nullable Finding main() {
        return findings.stream()
                .filter(finding -> !finding.fault().isWarning())
                .min(Comparator.<Finding, Boolean>comparing(f -> !f.fault().isProof())
                        .thenComparing(Finding::sequence)
                        // what a rewritten trail says otherwise than the ledger is no edit beside it
                        .thenComparing(f -> f.fault() == Fault.EDITED))
                .orElse(null);
    }

    /** What is odd and changes nothing. */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> finding.fault().isWarning()).toList();
    }
}
