package dev.smsconfig.plan;

import java.util.Set;

/**
 * Guards that somebody lets pass once, for one execution of a run.
 *
 * @param reason why, 1 to 500 characters and not blank; empty where no guard is named
 * @param by who says so, as far as the machine knows: a claim, not a proof
 */
public record Overrides(Set<Guard> guards, String reason, String by) {

    /** The longest reason, in characters. */
    public static final int REASON_LENGTH = 500;

    /** Every guard counts. */
    public static final Overrides NONE = new Overrides(Set.of(), "", "");

    public Overrides {
        guards = Set.copyOf(guards);
        if (!guards.isEmpty() && (reason.isBlank() || reason.length() > REASON_LENGTH)) {
            throw new IllegalArgumentException("an override has a reason of 1 to " + REASON_LENGTH + " characters");
        }
    }

    public boolean include(Guard guard) {
        return guards.contains(guard);
    }
}
