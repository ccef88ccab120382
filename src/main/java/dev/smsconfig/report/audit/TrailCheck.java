package dev.smsconfig.report.audit;

import dev.smsconfig.tlog.VerifierKey;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification;
import dev.smsconfig.verification.Verification.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of verifying the whole trail for a report.
 *
 * @param keys that were trusted
 */
public record TrailCheck(Verification verification, List<VerifierKey> keys) {

    public TrailCheck {
        keys = List.copyOf(keys);
    }

    public boolean isIntact() {
        return verification.verdict() == Verdict.INTACT;
    }

    /** The same as long as the trail only grows, whoever asks and when: it counts nothing. */
    public String verdict() {
        Finding main = verification.main();
        return switch (verification.verdict()) {
            case INTACT -> "intact";
            case TAMPERED -> "tampered with: " + first(main);
            case UNVERIFIABLE -> "not verified: " + (main == null ? verification.nothingChecked() : first(main));
        };
    }

    private static String first(@Nullable Finding main) {
        return main == null ? "" : main.fault() + ", first at event " + main.sequence();
    }
}
