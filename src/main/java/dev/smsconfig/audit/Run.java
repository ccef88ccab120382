package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param id sorts by start, for example {@code 20261124-020000-3f9a1c}
 * @param command {@code plan}, {@code drift}, {@code apply} or {@code rollback}
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
        Origin origin,
        String maxChanges,
        Instant startedAt,
        @Nullable Instant endedAt,
        String holder,
        @Nullable String message) {

    public static final String PLAN = "plan";
    public static final String APPLY = "apply";
    public static final String DRIFT = "drift";
    public static final String ROLLBACK = "rollback";

    /**
     * What the run was read from, and which tenants of that it is about.
     *
     * @param configs the config folder as it was given
     * @param provenance the commit that the config folder was read from, or null where there is none
     * @param dirty whether the folder differed from that commit
     * @param selection which tenants were chosen, as one would write it on the command line; null for all of them
     * @param fleetSize how many tenants the folder has, chosen or not
     * @param plan the sealed plan that the run carries out, or null where it made its own
     * @param undoes the id of the run that it takes back, or null
     */
    // 7 parameters: what was read (3), which tenants of it (2), and what was meant beforehand (2)
    public record Origin(
            String configs,
            @Nullable Provenance provenance,
            boolean dirty,
            @Nullable String selection,
            int fleetSize,
            @Nullable CarriedPlan plan,
            @Nullable String undoes) {

        /** One of a run that takes nothing back. */
        public Origin(
                String configs,
                @Nullable Provenance provenance,
                boolean dirty,
                @Nullable String selection,
                int fleetSize,
                @Nullable CarriedPlan plan) {
            this(configs, provenance, dirty, selection, fleetSize, plan, null);
        }

        /** One of a run that makes its own plan. */
        public Origin(
                String configs,
                @Nullable Provenance provenance,
                boolean dirty,
                @Nullable String selection,
                int fleetSize) {
            this(configs, provenance, dirty, selection, fleetSize, null);
        }
    }

    /**
     * A sealed plan that a run carries out.
     *
     * @param sha256 its hash, in lower-case hexadecimal
     * @param run the run that made it, which another job repository may have
     * @param signer whose signature over it was verified, or null where none was
     */
    public record CarriedPlan(
            String sha256, String run, @Nullable String signer) {}

    /** The id of the commit, or null. */
    public @Nullable String commit() {
        Provenance provenance = origin.provenance();
        return provenance == null ? null : provenance.commit();
    }

    /** Whether it may save. */
    public boolean maySave() {
        return command.equals(APPLY) || isRollback();
    }

    /** Whether it takes back what another run saved. */
    public boolean isRollback() {
        return command.equals(ROLLBACK);
    }
}
