package dev.smsconfig.rollout;

import java.time.Instant;

/** What a rollout does next. */
public sealed interface Next {

    /**
     * Saves what differs in a wave.
     *
     * @param allowance how many of its tenants may fail; no more than are left of it are in flight at once, at least 1
     */
    record Save(WaveRecord wave, int allowance) implements Next {}

    /** Observes what waits for its save again, and asks the guards again. */
    record Survey(WaveRecord wave) implements Next {}

    /** Leaves a wave alone until then. */
    record Wait(WaveRecord wave, Instant until) implements Next {}

    /** Observes the verified tenants of a wave again. */
    record Probe(WaveRecord wave) implements Next {}

    /** Ends the execution; a later one goes on once what it waits for has come. */
    record Pause(WaveRecord wave, Cause cause, String reason) implements Next {}

    /** Ends the execution: the gate of a wave is not passed. */
    record Halt(WaveRecord wave, String reason) implements Next {}

    /** Nothing is left to do. */
    record Done() implements Next {}

    /** What a paused rollout waits for. */
    enum Cause {
        /** Somebody's word. */
        APPROVAL,
        /** The end of a soak. */
        SOAK,
        /** Tenants that can be read again. */
        READABLE,
        /** Somebody who lets it go on. */
        UNTIL
    }
}
