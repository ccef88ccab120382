package dev.smsconfig.plan;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Why a difference exists, told from last applied, desired and observed. */
public enum Cause {
    /** Git moved since the state was last verified. */
    PENDING,
    /** The server moved: somebody changed it there. */
    DRIFT,
    /** Both moved. */
    CONFLICT,
    /** This tool never verified the tenant, so there is nothing to compare with. */
    UNKNOWN;

    /** The cause of several differences together, or null where there is none. */
    public static @Nullable Cause of(Collection<Cause> causes) {
        if (causes.isEmpty()) {
            return null;
        }
        if (causes.contains(UNKNOWN)) {
            return UNKNOWN;
        }
        Cause first = causes.iterator().next();
        return causes.stream().allMatch(first::equals) ? first : CONFLICT;
    }
}
