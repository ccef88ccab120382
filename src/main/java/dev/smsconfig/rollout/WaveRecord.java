package dev.smsconfig.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wave of one run.
 *
 * @param index its place among the waves of the rollout, from 0
 * @param tenants how many tenants of the run belong to it, at least 1
 * @param gate what was demanded when the run began
 * @param passage how far it is
 */
public record WaveRecord(int index, String name, int tenants, Gate gate, Passage passage) {

    /** A wave that was not reached yet. */
    public static WaveRecord pending(int index, String name, int tenants, Gate gate) {
        return new WaveRecord(
                index, name, tenants, gate, new Passage(WaveState.PENDING, null, null, null, null, null, null));
    }

    public WaveState state() {
        return passage.state;
    }

    public @Nullable Approval approval() {
        return passage.approval;
    }

    WaveRecord awaitingApproval() {
        return with(passage.to(WaveState.AWAITING_APPROVAL, null, passage.endedAt));
    }

    WaveRecord saving(Instant now) {
        Passage to = passage.to(WaveState.SAVING, null, null);
        Instant began = passage.beganAt == null ? now : passage.beganAt;
        return with(new Passage(to.state, began, null, null, null, null, to.approval));
    }

    WaveRecord soaking(Instant saved) {
        Passage to = passage.to(WaveState.SOAKING, null, null);
        return with(new Passage(to.state, to.beganAt, saved, saved.plus(gate.soak()), null, null, to.approval));
    }

    WaveRecord passed(Instant now, @Nullable String note) {
        return with(passage.to(WaveState.PASSED, note, now));
    }

    WaveRecord stopped(Instant now, String note) {
        return with(passage.to(WaveState.STOPPED, note, now));
    }

    /** The same, approved. */
    public WaveRecord approved(Approval approval) {
        return with(new Passage(
                passage.state,
                passage.beganAt,
                passage.savedAt,
                passage.soakUntil,
                passage.endedAt,
                passage.note,
                approval));
    }

    private WaveRecord with(Passage next) {
        return new WaveRecord(index, name, tenants, gate, next);
    }

    /**
     * How far a wave is; every part but the state is null until it happened.
     *
     * @param beganAt when its first save could begin
     * @param savedAt when its last save had ended
     * @param soakUntil when its tenants may be observed again
     * @param endedAt when its gate was passed, or when it was stopped
     * @param note what is to be said about its end
     */
    public record Passage(
            WaveState state,
            @Nullable Instant beganAt,
            @Nullable Instant savedAt,
            @Nullable Instant soakUntil,
            @Nullable Instant endedAt,
            @Nullable String note,
            @Nullable Approval approval) {

        private Passage to(WaveState next, @Nullable String about, @Nullable Instant ended) {
            if (!state.mayBecome(next)) {
                throw new IllegalStateException("a wave that is " + state + " does not become " + next);
            }
            return new Passage(next, beganAt, savedAt, soakUntil, ended, about, approval);
        }
    }
}
