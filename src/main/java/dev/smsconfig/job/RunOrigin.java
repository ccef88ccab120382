package dev.smsconfig.job;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of where a run comes from.
 *
 * @param command {@code plan} or {@code apply}
 * @param configs the config folder as it was given
 * @param commit its commit, or null
 * @param dirty whether it differs from that commit
 */
public record RunOrigin(
        String command,
        String environment,
        String configs,
        @Nullable String commit,
        boolean dirty) {}
