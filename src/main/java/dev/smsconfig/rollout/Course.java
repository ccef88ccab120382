package dev.smsconfig.rollout;

import dev.smsconfig.rollout.Next.Cause;
import dev.smsconfig.rollout.Next.Done;
import dev.smsconfig.rollout.Next.Halt;
import dev.smsconfig.rollout.Next.Pause;
import dev.smsconfig.rollout.Next.Probe;
import dev.smsconfig.rollout.Next.Save;
import dev.smsconfig.rollout.Next.Survey;
import dev.smsconfig.rollout.Next.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The course of a rollout, from the canary to the last tenant. It is asked again and again what comes next, and tells it
 * from the ledger alone, so that an execution in another process goes on where this one ended.
 *
 * <p>A wave in which nothing is to be saved passes at once, without approval and soak; but no wave is saved while one
 * before it shows nothing at all. A wave that is passed stays so: what a resume takes up again in it is saved without
 * passing its gate again. A wave that would begin more than an hour after what waits was observed is surveyed first.
 */
public final class Course {

    /** How long after the fleet was observed a wave may begin without observing what is left of it again. */
    static final Duration FRESH = Duration.ofHours(1);

    private final CourseLedger ledger;
    private final Terms terms;
    private final Clock clock;
    private @Nullable Integer savedLast;
    private @Nullable Integer surveyedLast;
    private boolean probing;
    private boolean unreadable;

    public Course(CourseLedger ledger, Terms terms, Clock clock) {
        this.ledger = ledger;
        this.terms = terms;
        this.clock = clock;
    }

    /** What to do now; has to be done before this is asked again. */
    public Next next() {
        if (probing) {
            throw new IllegalStateException("nobody told what the probe found");
        }
        List<WaveRecord> waves = ledger.waves();
        Map<Integer, WaveTally> tallies = ledger.tallies();
        for (WaveRecord wave : waves) {
            Optional<Next> next = new Station(wave, tallies).next();
            if (next.isPresent()) {
                savedLast = next.get() instanceof Save ? wave.index() : null;
                probing = next.get() instanceof Probe;
                if (next.get() instanceof Survey survey) {
                    surveyedLast = survey.wave().index();
                }
                return next.get();
            }
        }
        return new Done();
    }

    /**
     * Tells what a probe found; tenants that moved are failures in the ledger by then.
     *
     * @param index the wave's
     * @param verified how many tenants still are what git says
     * @param unread how many could not be read
     */
    public void probed(int index, int verified, int unread) {
        WaveRecord wave = ledger.waves().stream()
                .filter(candidate -> candidate.index() == index)
                .findFirst()
                .orElseThrow();
        probing = false;
        if (verified > 0) {
            Station station = new Station(wave, ledger.tallies());
            station.spent().ifPresentOrElse(station::stop, () -> station.pass(null));
        } else if (unread > 0) {
            unreadable = true;
        } else {
            new Station(wave, ledger.tallies()).stop("no tenant of wave " + wave.name() + " held through its soak");
        }
    }

    /** One wave, as it stands. */
    private final class Station {

        private final WaveRecord wave;
        private final Map<Integer, WaveTally> tallies;
        private final WaveTally tally;

        Station(WaveRecord wave, Map<Integer, WaveTally> tallies) {
            this.wave = wave;
            this.tallies = tallies;
            this.tally = tallies.getOrDefault(wave.index(), WaveTally.NOTHING);
        }

        /** Empty where the next wave may be looked at. */
        Optional<Next> next() {
            if (tally.leftOut() > 0) {
                return stop("wave " + wave.name() + " was not saved to its end");
            }
            if (tally.toSave() > 0) {
                return Optional.of(save());
            }
            return switch (wave.state()) {
                case PASSED -> Optional.empty();
                case PENDING, AWAITING_APPROVAL -> nothingToSave();
                case SAVING -> saved();
                case STOPPED -> wave.passage().beganAt() == null ? nothingToSave() : saved();
                case SOAKING -> Optional.of(soak(wave));
            };
        }

        private Next save() {
            Optional<String> spent = spent();
            if (spent.isPresent()) {
                return stop(spent.get()).orElseThrow();
            }
            if (terms.until() != null && wave.index() > terms.until()) {
                return new Pause(wave, Cause.UNTIL, "was to stop before wave " + wave.name());
            }
            if (Integer.valueOf(wave.index()).equals(savedLast)) {
                return stop("wave " + wave.name() + " was not saved to its end").orElseThrow();
            }
            if (wave.state() == WaveState.PASSED) {
                return new Save(wave, allowance());
            }
            if (terms.gated() && wave.gate().approval() && wave.approval() == null) {
                return new Pause(
                        keep(wave.awaitingApproval()), Cause.APPROVAL, "waits for approval of wave " + wave.name());
            }
            boolean fresh = !clock.instant().isAfter(ledger.observedAt().plus(FRESH));
            // once for a wave: a clock that runs wild must not keep the rollout surveying
            return fresh || Integer.valueOf(wave.index()).equals(surveyedLast)
                    ? new Save(keep(wave.saving(clock.instant())), allowance())
                    : new Survey(wave);
        }

        private Optional<Next> nothingToSave() {
            if (tally.observed() > 0) {
                pass("nothing to change");
                return Optional.empty();
            }
            boolean moreToSave = tallies.entrySet().stream()
                    .anyMatch(later ->
                            later.getKey() > wave.index() && later.getValue().toSave() > 0);
            return moreToSave ? stop("no tenant of wave " + wave.name() + " could be observed") : Optional.empty();
        }

        private Optional<Next> saved() {
            Optional<String> spent = spent();
            if (spent.isPresent()) {
                return stop(spent.get());
            }
            if (tally.verified() == 0) {
                return stop("no tenant of wave " + wave.name() + " could be verified");
            }
            if (terms.gated() && !wave.gate().soak().isZero()) {
                return Optional.of(soak(keep(wave.soaking(clock.instant()))));
            }
            pass(null);
            return Optional.empty();
        }

        private Next soak(WaveRecord soaking) {
            Instant until = soaking.passage().soakUntil();
            if (until == null) {
                throw new IllegalStateException("a wave that soaks does so until some time");
            }
            if (unreadable) {
                return new Pause(
                        soaking, Cause.READABLE, "could read no tenant of wave " + wave.name() + " after its soak");
            }
            if (!clock.instant().isBefore(until)) {
                return new Probe(soaking);
            }
            return until.isAfter(terms.patience())
                    ? new Pause(soaking, Cause.SOAK, "lets wave " + wave.name() + " soak until " + until)
                    : new Wait(soaking, until);
        }

        /** Why no further save may begin, or empty where one may. */
        Optional<String> spent() {
            if (runFailures() >= terms.failureLimit()) {
                return Optional.of("the failure budget was spent at " + terms.failureLimit() + " failed tenants");
            }
            Integer limit = terms.waveLimits().get(wave.index());
            return limit != null && tally.failures() >= limit
                    ? Optional.of(
                            "the failure budget of wave " + wave.name() + " was spent at " + limit + " failed tenants")
                    : Optional.empty();
        }

        private int allowance() {
            int ofRun = terms.failureLimit() - runFailures();
            Integer limit = terms.waveLimits().get(wave.index());
            return limit == null ? ofRun : Math.min(ofRun, limit - tally.failures());
        }

        private int runFailures() {
            return tallies.values().stream().mapToInt(WaveTally::failures).sum();
        }

        void pass(@Nullable String note) {
            keep(wave.passed(clock.instant(), note));
        }

        Optional<Next> stop(String reason) {
            WaveRecord stopped = wave.state() == WaveState.PASSED ? wave : keep(wave.stopped(clock.instant(), reason));
            return Optional.of(new Halt(stopped, reason));
        }

        private WaveRecord keep(WaveRecord changed) {
            ledger.update(changed);
            return changed;
        }
    }
}
