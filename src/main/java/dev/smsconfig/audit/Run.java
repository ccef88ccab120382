package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param id sorts by start, for example {@code 20261124-020000-3f9a1c}
 * @param command {@code plan}, {@code drift} or {@code apply}
 * @param configs the config folder as it was given
 * @param provenance the commit that the config folder was read from, or null where there is none
 * @param dirty whether the folder differed from that commit
 * @param maxChanges the blast-radius limit in force, for example {@code 30%}
 * @param holder the process that runs it: {@code host pid}
 * @param endedAt null while it runs
 * @param message why it ended so, or null
 */
public record Run(
        String id,
        String command,
        String environment,
        RunStatus status,
        String configs,
        @Nullable Provenance provenance,
        boolean dirty,
        String maxChanges,
        Instant startedAt,
        @Nullable Instant endedAt,
        String holder,
        @Nullable String message) {

    public static final String PLAN = "plan";
    public static final String APPLY = "apply";
    public static final String DRIFT = "drift";

    /** The id of the commit, or null. */
    public @Nullable String commit() {
        return provenance == null ? null : provenance.commit();
    }

    /** Whether it may save. */
    public boolean maySave() {
        return command.equals(APPLY);
    }
}
