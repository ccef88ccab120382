package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.server.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpringRetriesTest {

    private static final Failure BROKEN = Failure.of(Kind.BROKEN, "broken");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();

    private static RetrySettings settings(int attempts) {
        return new RetrySettings(attempts, Duration.ofMillis(500), 2, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private SpringRetries retries(int attempts, RandomGenerator random) {
        return new SpringRetries(settings(attempts), pauses::add, random);
    }

    /** Always the longest wait. */
    private static RandomGenerator highest() {
        return () -> -1L;
    }

    /** Always the shortest wait. */
    private static RandomGenerator lowest() {
        return () -> 0L;
    }

    private Attempted<List<@Nullable Failure>> run(SpringRetries retries, @Nullable Failure... results) {
        Function<List<@Nullable Failure>, @Nullable Failure> failureOf = list -> list.get(0);
        return retries.run(
                number -> {
                    attempts.add(number);
                    List<@Nullable Failure> result = new ArrayList<>();
                    result.add(results[Math.min(number, results.length) - 1]);
                    return result;
                },
                failureOf);
    }

    @Test
    void doesNotRepeatWhatWorked() {
        assertThat(run(retries(3, highest()), new Failure[] {null}).attempts()).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void triesThreeTimesAndGivesTheLastResult() {
        Failure last = Failure.of(Kind.SERVER_ERROR, "last");
        Attempted<List<@Nullable Failure>> attempted =
                run(new SpringRetries(RetrySettings.standard(), pauses::add, highest()), BROKEN, BROKEN, last);
        assertThat(attempted.attempts()).isEqualTo(3);
        assertThat(attempted.result()).containsExactly(last);
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void endsWithTheFirstThatWorks() {
        Attempted<List<@Nullable Failure>> attempted = run(retries(5, highest()), BROKEN, null);
        assertThat(attempted.attempts()).isEqualTo(2);
        assertThat(attempted.result()).containsExactly((Failure) null);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void repeatsTransientFailuresOnly(Kind kind) {
        Failure failure = Failure.of(kind, "x");
        assertThat(run(retries(3, highest()), failure).attempts()).isEqualTo(failure.isTransient() ? 3 : 1);
        assertThat(pauses).hasSize(failure.isTransient() ? 2 : 0);
    }

    @Test
    void endsWithTheFirstFailureForGood() {
        Attempted<List<@Nullable Failure>> attempted =
                run(retries(5, highest()), BROKEN, Failure.of(Kind.FORBIDDEN, "no"), BROKEN);
        assertThat(attempted.attempts()).isEqualTo(2);
    }

    @Test
    void waitsLongerEachTimeUpToTheCap() {
        run(retries(9, lowest()), BROKEN);
        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
        pauses.clear();
        run(retries(9, highest()), BROKEN);
        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 20_000L, 20_000L);
    }

    @Test
    void spreadsTheWaits() {
        SpringRetries retries = retries(2, new Random(7));
        for (int i = 0; i < 500; i++) {
            run(retries, BROKEN);
        }
        assertThat(pauses).allMatch(p -> p.toMillis() >= 250 && p.toMillis() <= 500);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(100);
    }

    @Test
    void doesNotOverflowInALongSeries() {
        run(retries(2000, highest()), BROKEN);
        assertThat(pauses).hasSize(1999).allMatch(p -> p.compareTo(Duration.ofSeconds(20)) <= 0);
    }

    @Test
    void waitsAsLongAsTheServerAsksAndNoShorterThanTheBackoff() {
        run(retries(2, highest()), new Failure(Kind.THROTTLED, "x", Duration.ofSeconds(7)));
        run(retries(2, highest()), new Failure(Kind.THROTTLED, "x", Duration.ofMillis(1)));
        run(retries(2, highest()), new Failure(Kind.SERVER_ERROR, "x", Duration.ZERO));
        run(retries(2, highest()), new Failure(Kind.SERVER_ERROR, "x", Duration.ofSeconds(60)));
        assertThat(pauses.stream().map(Duration::toMillis)).containsExactly(7000L, 500L, 500L, 60_000L);
    }

    @Test
    void givesUpWhereTheServerAsksForTooLong() {
        Failure tooLong = new Failure(Kind.THROTTLED, "x", Duration.ofMillis(60_001));
        Attempted<List<@Nullable Failure>> attempted = run(retries(3, highest()), BROKEN, tooLong);
        assertThat(attempted.attempts()).isEqualTo(2);
        assertThat(attempted.result()).containsExactly(tooLong);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void tellsAtOnceWhenTheRunIsStopped() {
        SpringRetries stopped = new SpringRetries(settings(3), duration -> false, highest());
        Attempted<List<@Nullable Failure>> attempted = run(stopped, BROKEN, null);
        assertThat(attempted.attempts()).isEqualTo(1);
        assertThat(attempted.result()).containsExactly(BROKEN);
    }

    @Test
    void letsExceptionsThrough() {
        IllegalStateException bug = new IllegalStateException("a bug");
        assertThatThrownBy(() -> retries(3, highest())
                        .<String>run(
                                number -> {
                                    attempts.add(number);
                                    throw bug;
                                },
                                result -> null))
                .isSameAs(bug);
        AssertionError error = new AssertionError("an error");
        assertThatThrownBy(() -> retries(3, highest())
                        .<String>run(
                                number -> {
                                    attempts.add(number);
                                    throw error;
                                },
                                result -> null))
                .isSameAs(error);
        assertThat(attempts).containsExactly(1, 1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void refusesSettingsThatTryNothing() {
        assertThatThrownBy(() -> settings(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
