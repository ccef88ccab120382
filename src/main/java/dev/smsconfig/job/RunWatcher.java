package dev.smsconfig.job;

import dev.smsconfig.reconcile.Outcome;

/** Sees a run as it goes, and is asked before it writes. Called from several threads. */
public interface RunWatcher {

    /**
     * A phase begins.
     *
     * @param name {@code observe}, or the name of a wave
     * @param tenants how many tenants it takes up
     */
    void began(String name, int tenants);

    /** A tenant of the phase is done. */
    void done(Outcome outcome);

    void ended();

    /** The fleet is observed; what would change stands in the ledger. Guards are asked next. */
    void planned(String runId);

    /**
     * Asked once the fleet is observed and the guards permit what is planned, before the first save.
     *
     * @return whether to save
     */
    boolean consents(String runId);
}
