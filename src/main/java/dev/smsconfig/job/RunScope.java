package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.rollout.Course;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.FreezeCalendar;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Terms;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the steps of one execution of a run share. */
final class RunScope {

    private final JobStore store;
    private final Run run;
    private final RunRequest request;
    private final EarlierRuns earlier;
    private final EarlierRuns.Met met;
    private final Map<TenantId, DesiredState> desired = new HashMap<>();
    private final boolean canSave;
    private final SaveWindow window;
    private final Instant startedAt;
    private volatile Instant surveyedAt;
    private volatile boolean guarded;
    private final LongAdder visits = new LongAdder();
    private final LongAdder visitNanos = new LongAdder();
    private @Nullable Course course;
    private int allowance;
    private boolean supersedes = true;
    private volatile @Nullable ProbeResult probe;
    private volatile @Nullable String refusal;
    private volatile @Nullable String pause;
    private volatile @Nullable String halt;

    /** @param canSave whether there is something to save with */
    RunScope(EarlierRuns earlier, Run run, RunRequest request, EarlierRuns.Met met, boolean canSave) {
        this.store = earlier.store();
        this.canSave = canSave;
        this.run = run;
        this.request = request;
        this.earlier = earlier;
        this.met = met;
        this.startedAt = store.clock().instant();
        this.surveyedAt = startedAt;
        request.desired().forEach(state -> desired.put(state.tenant(), state));
        this.window =
                new SaveWindow(new FreezeCalendar(request.policies().freezes()), request.overrides(), store.clock());
    }

    JobStore store() {
        return store;
    }

    Run run() {
        return run;
    }

    /** Whether tenants that differ are saved; otherwise they stay PLANNED. */
    boolean saves() {
        return run.maySave() && canSave;
    }

    /** Whether an apply would save tenants that differ: guards are asked then. */
    boolean canSave() {
        return canSave;
    }

    RunRequest request() {
        return request;
    }

    SaveWindow window() {
        return window;
    }

    /** What git says of a tenant now, or null where it says nothing any more. */
    @Nullable
    DesiredState desired(TenantId tenant) {
        return desired.get(tenant);
    }

    /** Whether git still says of a tenant what it said when the run began. */
    boolean saysTheSame(LedgerEntry entry) {
        DesiredState now = desired(entry.tenant().tenant());
        String recorded = entry.tenant().desiredHash();
        return now != null
                && earlier.fingerprinter().thatMade(recorded).of(now).text().equals(recorded);
    }

    /** The failure of the run at which no further save begins. */
    int failureLimit() {
        return rollout().failureBudget().limit(run.origin().fleetSize());
    }

    private Rollout rollout() {
        return request.policies().rollout();
    }

    /** An earlier rollout whose waves not yet passed this run leaves alone, or null. */
    @Nullable
    String yieldsTo() {
        return met.yieldsTo();
    }

    /** Before its first save, a run ends earlier ones that bring another configuration. */
    void supersedeOutdated() {
        if (supersedes) {
            supersedes = false;
            earlier.supersede(met.outdated(), run);
            earlier.rolledBack(run);
        }
    }

    /** Why it must not save although no guard forbids it, or null. */
    @Nullable
    String obstacle() {
        return met.obstacle();
    }

    /** The course of the rollout; to be asked for once the run is loaded. */
    Course course() {
        Course made = course;
        if (made == null) {
            made = new Course(
                    new PersistedWaves(store, run.id(), () -> surveyedAt, met.yieldsTo()), terms(), store.clock());
            course = made;
        }
        return made;
    }

    private Terms terms() {
        Map<Integer, Integer> limits = new HashMap<>();
        for (WaveRecord wave : store.waves().waves(run.id())) {
            int index = rollout().indexOf(wave.name());
            FailureBudget own = index < 0 ? null : rollout().waves().get(index).failureBudget();
            if (own != null) {
                limits.put(wave.index(), own.limit(wave.tenants()));
            }
        }
        String until = request.pacing().until();
        return new Terms(
                failureLimit(),
                limits,
                until == null ? null : rollout().indexOf(until),
                !healsWhatHasPassed(),
                startedAt.plus(request.pacing().patience()));
    }

    /** What the last probe found, once; or null. */
    @Nullable
    ProbeResult takeProbe() {
        ProbeResult found = probe;
        probe = null;
        return found;
    }

    void found(ProbeResult result) {
        probe = result;
    }

    /** Whether it saves only what has passed the gates of the rollout that it yields to; those it passes no second time. */
    private boolean healsWhatHasPassed() {
        String other = met.yieldsTo();
        return other != null && store.waves().isWithin(run.id(), other);
    }

    /** How many tenants of the wave that is saved next may fail. */
    int allowance() {
        return allowance;
    }

    void allow(int failures) {
        allowance = failures;
    }

    /** How long this execution takes so far. */
    Duration elapsed() {
        return Duration.between(startedAt, store.clock().instant());
    }

    void visited(Duration took) {
        visits.increment();
        visitNanos.add(took.toNanos());
    }

    /** How long it took on the average to observe a tenant; empty where none was observed. */
    Optional<Duration> meanVisit() {
        long count = visits.sum();
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(visitNanos.sum() / count));
    }

    void surveyed() {
        surveyedAt = store.clock().instant();
    }

    /** Whether the guards let this execution save before; to be asked once by each guard step. */
    boolean passesGuardsAgain() {
        boolean again = guarded;
        guarded = true;
        return again;
    }

    /** Why a guard or the person asked refused the run, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void refuse(String reason) {
        refusal = reason;
    }

    /** What the rollout waits for, or null. */
    @Nullable
    String pause() {
        return pause;
    }

    void pause(String reason) {
        pause = reason;
    }

    /** Which gate was not passed and why, or null. */
    @Nullable
    String halt() {
        return halt;
    }

    void halt(String reason) {
        halt = reason;
    }
}
