package dev.smsconfig.server;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.RetryTemplate;

/**
 * Retries by Spring Retry, which tries again on exceptions: a transient failure travels through it as one. The only
 * class that knows Spring Retry. Safe for use by several threads, if its pause and its random numbers are.
 */
public final class SpringRetries implements Retries {

    private final RetrySettings settings;
    private final Pause pause;
    private final RandomGenerator random;
    private final RetryTemplate template = new RetryTemplate();

    /** @param random spreads the waits, so that what failed together does not come back together */
    public SpringRetries(RetrySettings settings, Pause pause, RandomGenerator random) {
        this.settings = settings;
        this.pause = pause;
        this.random = random;
        // only a transient failure: an exception of an attempt is a bug or a broken journal, and must come through
        template.setRetryPolicy(new SimpleRetryPolicy(settings.attempts(), Map.of(TransientFailure.class, true)));
        template.setBackOffPolicy(new Waits());
    }

    @Override
    public <T> Attempted<T> run(IntFunction<T> attempt, Function<T, @Nullable Failure> failureOf) {
        return template.<Attempted<T>, RuntimeException>execute(
                context -> {
                    int number = context.getRetryCount() + 1;
                    T result = attempt.apply(number);
                    Attempted<T> attempted = new Attempted<>(result, number);
                    Failure failure = failureOf.apply(result);
                    if (failure != null && failure.isTransient()) {
                        throw new TransientFailure(failure, attempted);
                    }
                    return attempted;
                },
                context -> lastResult(context));
    }

    /** What was tried last, where there was enough of trying. */
    @SuppressWarnings("unchecked") // it is the attempted result of the same run
    private static <T> Attempted<T> lastResult(RetryContext context) {
        Throwable last = context.getLastThrowable();
        if (last instanceof TransientFailure transientFailure) {
            return (Attempted<T>) transientFailure.attempted;
        }
        if (last instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) last;
    }

    private final class Waits implements BackOffPolicy {

        @Override
        public BackOffContext start(RetryContext context) {
            return new Run(context);
        }

        @Override
        public void backOff(BackOffContext run) {
            RetryContext context = ((Run) run).context;
            if (!(context.getLastThrowable() instanceof TransientFailure last)) {
                return;
            }
            Duration asked = last.failure.retryAfter();
            boolean tooLong = asked != null && asked.compareTo(settings.longestRetryAfter()) > 0;
            if (tooLong || !pause.pause(longer(backoff(context.getRetryCount()), asked))) {
                context.setExhaustedOnly();
            }
        }

        /** At least half of it, so that there is some time between a save that got lost and reading back. */
        private Duration backoff(int failures) {
            double full = Math.min(
                    settings.cap().toMillis(),
                    settings.base().toMillis() * Math.pow(settings.multiplier(), failures - 1.0));
            return Duration.ofMillis(Math.round(full / 2 + full / 2 * random.nextDouble()));
        }

        private static Duration longer(Duration backoff, @Nullable Duration asked) {
            return asked != null && asked.compareTo(backoff) > 0 ? asked : backoff;
        }
    }

    private static final class Run implements BackOffContext {

        private final RetryContext context;

        Run(RetryContext context) {
            this.context = context;
        }
    }

    private static final class TransientFailure extends RuntimeException {

        private final transient Failure failure;
        private final transient Attempted<?> attempted;

        TransientFailure(Failure failure, Attempted<?> attempted) {
            super("a transient failure", null, false, false);
            this.failure = failure;
            this.attempted = attempted;
        }
    }
}
