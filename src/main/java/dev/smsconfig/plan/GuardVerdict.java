package dev.smsconfig.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a guard found.
 *
 * @param finding what was counted and what the limit is; one line that may be shown
 * @param cure what to do where it does not permit, the flag that lets it pass once included, or null where it permits
 */
public record GuardVerdict(
        Guard guard,
        Decision decision,
        String finding,
        @Nullable String cure) {

    /** What follows from a finding. */
    public enum Decision {
        PERMITTED,
        /** It is told, and the run goes on. */
        WARNED,
        REFUSED
    }

    public static GuardVerdict permitted(Guard guard, String finding) {
        return new GuardVerdict(guard, Decision.PERMITTED, finding, null);
    }

    /** A refusal that {@code --override} lets pass once. */
    public static GuardVerdict refused(Guard guard, String finding) {
        return new GuardVerdict(
                guard,
                Decision.REFUSED,
                finding,
                "if it is what you want, run again with --override " + guard.key() + " --reason TEXT");
    }

    public boolean isRefused() {
        return decision == Decision.REFUSED;
    }

    /** The guard with its finding and what to do, as one line. */
    public String text() {
        return "guards." + guard.key() + ": " + finding + (cure == null ? "" : "; " + cure);
    }
}
