package dev.smsconfig.audit;

import dev.smsconfig.plan.GuardVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a guard found of a run.
 *
 * @param execution 1 for the first time that the run came to its guards, one more each time
 * @param override who let the guard pass and why, or null
 */
public record GuardRecord(
        int execution,
        Instant at,
        GuardVerdict verdict,
        @Nullable Override override) {

    /**
     * Lets a guard pass once.
     *
     * @param by who said so, as far as the machine knew
     */
    public record Override(String reason, String by) {}

    /** Whether it refused and nobody let it pass. */
    public boolean refuses() {
        return verdict.isRefused() && override == null;
    }

    /** Whether the run went on only because somebody let it pass. */
    public boolean wasOverridden() {
        return verdict.isRefused() && override != null;
    }
}
