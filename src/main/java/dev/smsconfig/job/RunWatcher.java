package dev.smsconfig.job;

import dev.smsconfig.reconcile.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Sees a run as it goes, and is asked before it writes. Called from several threads. */
public interface RunWatcher {

    /**
     * A phase begins.
     *
     * @param name {@code observe}, or the name of a wave
     * @param tenants how many tenants it takes up
     */
    void began(String name, int tenants);

    /** The tenants of a wave are observed again after its soak. */
    default void probes(String wave, int tenants) {
        began(wave, tenants);
    }

    /** A tenant of the phase is done. */
    void done(Outcome outcome);

    void ended();

    /**
     * A wave is left alone; told about once a second.
     *
     * @param left how long it still soaks
     */
    default void soaking(String wave, Instant until, Duration left) {}

    /** The soak is over, or not waited for any more. */
    default void soaked() {}

    /** The fleet is observed; what would change stands in the ledger. Guards are asked next. */
    void planned(String runId);

    /**
     * Asked once the fleet is observed and the guards permit what is planned, before the first save.
     *
     * @return whether to save
     */
    boolean consents(String runId);
}
