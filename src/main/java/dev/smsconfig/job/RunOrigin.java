package dev.smsconfig.job;

import dev.smsconfig.state.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of where a run comes from.
 *
 * @param command {@code plan} or {@code apply}
 * @param configs the config folder as it was given
 * @param provenance the commit that it was read from, or null
 * @param dirty whether what was read differs from that commit
 */
public record RunOrigin(
        String command,
        String environment,
        String configs,
        @Nullable Provenance provenance,
        boolean dirty) {}
