package dev.smsconfig.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a fleet as a whole.
 *
 * @param inventory the file that names the tenants that there are; null where nobody knows
 * @param maxAge how long ago a tenant may have been verified last; null for any time
 * @param fails whether a run that finds a gap is only partly done
 */
public record CoveragePolicy(
        @Nullable String inventory, @Nullable Duration maxAge, boolean fails) {

    /** Nothing is expected. */
    public static final CoveragePolicy NONE = new CoveragePolicy(null, null, false);
}
