package dev.smsconfig.audit;

import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.state.LastApplied;
import org.jspecify.annotations.Nullable;

/**
 * What came of taking up a tenant once.
 *
 * @param seq the tenant's number in the run
 * @param attempt 1 for the first time in this run, one more each time
 * @param lastApplied what was last verified before
 */
public record TenantResult(
        int seq, int attempt, Outcome outcome, @Nullable LastApplied lastApplied) {

    /** The result of taking up {@code entry} once more. */
    public static TenantResult of(LedgerEntry entry, Outcome outcome) {
        return new TenantResult(entry.tenant().seq(), entry.attempt() + 1, outcome, entry.lastApplied());
    }

    /** Whether it verified a state other than the one already remembered: quiet nights write nothing. */
    boolean isNewlyVerified() {
        LastApplied verified = outcome.verified();
        return verified != null && !verified.equals(lastApplied);
    }
}
