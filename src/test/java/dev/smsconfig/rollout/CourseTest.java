package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.rollout.Next.Done;
import dev.smsconfig.rollout.Next.Halt;
import dev.smsconfig.rollout.Next.Probe;
import dev.smsconfig.rollout.Next.Save;
import dev.smsconfig.rollout.Next.Survey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the property test does not come across: drivers that leave something undone. */
class CourseTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final WaveTally DUE = new WaveTally(2, 2, 0, 0, 0);
    private static final WaveTally SAVED = new WaveTally(0, 2, 2, 0, 0);

    private Instant observedAt = NOW;
    private final List<WaveRecord> waves = new ArrayList<>();
    private final Map<Integer, WaveTally> tallies = new HashMap<>();

    private Course course(Gate gate) {
        for (int wave = 0; wave < 2; wave++) {
            waves.add(WaveRecord.pending(wave, "w" + wave, 2, gate));
            tallies.put(wave, DUE);
        }
        CourseLedger ledger = new CourseLedger() {
            @Override
            public List<WaveRecord> waves() {
                return waves;
            }

            @Override
            public Map<Integer, WaveTally> tallies() {
                return tallies;
            }

            @Override
            public Instant observedAt() {
                return observedAt;
            }

            @Override
            public void update(WaveRecord wave) {
                waves.set(wave.index(), wave);
            }
        };
        Terms terms = new Terms(3, Map.of(), null, true, NOW);
        return new Course(ledger, terms, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void savesTheWavesOneAfterTheOther() {
        Course course = course(Gate.OPEN);
        assertThat(((Save) course.next()).wave().index()).isZero();
        tallies.put(0, SAVED);
        assertThat(((Save) course.next()).wave().index()).isEqualTo(1);
        tallies.put(1, SAVED);
        assertThat(course.next()).isEqualTo(new Done());
    }

    @Test
    void aWaveOfWhichTenantsWereLeftOutIsNotPassed() {
        Course course = course(Gate.OPEN);
        course.next();
        tallies.put(0, new WaveTally(0, 1, 1, 0, 1));
        assertThat(((Halt) course.next()).reason()).isEqualTo("wave w0 was not saved to its end");
        assertThat(waves.get(0).state()).isEqualTo(WaveState.STOPPED);
    }

    @Test
    void aWaveThatIsNotSavedIsNotTriedForEver() {
        Course course = course(Gate.OPEN);
        course.next();
        assertThat(course.next()).isInstanceOf(Halt.class);
    }

    @Test
    void surveysWhatWasObservedMoreThanAnHourAgoBeforeItBeginsAWave() {
        Course course = course(Gate.OPEN);
        observedAt = NOW.minus(Duration.ofHours(1)).minusNanos(1);
        assertThat(course.next()).isEqualTo(new Survey(waves.get(0)));
        assertThat(waves.get(0).state()).isEqualTo(WaveState.PENDING);
        observedAt = NOW.minus(Duration.ofHours(1));
        assertThat(course.next()).isInstanceOf(Save.class);
    }

    @Test
    void aWaveIsNotSurveyedForEver() {
        Course course = course(Gate.OPEN);
        observedAt = NOW.minus(Duration.ofHours(9));
        assertThat(course.next()).isInstanceOf(Survey.class);
        assertThat(course.next()).isInstanceOf(Save.class);
    }

    @Test
    void wantsToKnowWhatAProbeFound() {
        Course course = course(new Gate(Duration.ofSeconds(1), false));
        waves.set(0, waves.get(0).saving(NOW).soaking(NOW.minusSeconds(1)));
        tallies.put(0, SAVED);
        assertThat(course.next()).isInstanceOf(Probe.class);
        assertThatThrownBy(course::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWaveThatHasPassedStaysSo() {
        WaveRecord passed = WaveRecord.pending(0, "w", 1, Gate.OPEN).passed(NOW, null);
        assertThatThrownBy(() -> passed.saving(NOW)).isInstanceOf(IllegalStateException.class);
        assertThat(passed.approved(new Approval("a", "b", dev.smsconfig.state.Provenance.Evidence.CLAIMED, null, NOW))
                        .state())
                .isEqualTo(WaveState.PASSED);
    }
}
