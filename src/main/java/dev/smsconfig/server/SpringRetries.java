package dev.smsconfig.server;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryException;
import org.springframework.retry.RetryPolicy;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.RetryTemplate;

/**
 * Retries with spring-retry; the only class that knows it, since it is archived upstream. Only transient failures are
 * tried again, after an exponential pause with full jitter, or the one the server asked for where that is longer.
 */
public final class SpringRetries implements Retries {

    private final RetrySettings settings;
    private final Pause pause;
    private final RandomGenerator random;
    private final RetryTemplate template;

    /** @param random where the jitter comes from */
    public SpringRetries(RetrySettings settings, Pause pause, RandomGenerator random) {
        this.settings = settings;
        this.pause = pause;
        this.random = random;
        RetryPolicy policy = new SimpleRetryPolicy(settings.attempts());
        this.template = RetryTemplate.builder()
                .customPolicy(policy)
                .customBackoff(new JitteredBackOff())
                .build();
    }

    @Override
    public <T> Attempted<T> run(IntFunction<T> attempt, Function<T, @Nullable Failure> failureOf) {
        Last<T> last = new Last<>();
        try {
            return template.execute(context -> {
                int number = context.getRetryCount() + 1;
                T result = attempt.apply(number);
                last.attempted = new Attempted<>(result, number);
                Failure failure = failureOf.apply(result);
                if (failure != null && failure.isTransient() && !isTooLong(failure)) {
                    throw new TransientFailureException(failure);
                }
                return last.attempted;
            });
        } catch (TransientFailureException | BackOffInterruptedException e) {
            return last.result();
        } catch (RetryException e) {
            throw new IllegalStateException("spring-retry gave up without an attempt", e);
        }
    }

    private boolean isTooLong(Failure failure) {
        Duration retryAfter = failure.retryAfter();
        return retryAfter != null && retryAfter.compareTo(settings.longestRetryAfter()) > 0;
    }

    /** Full jitter: anything between nothing and the exponential bound, so that many clients do not come back at once. */
    private Duration backOff(int retry) {
        double bound = settings.base().toNanos() * Math.pow(settings.multiplier(), retry - 1);
        long capped = (long) Math.min(bound, settings.cap().toNanos());
        return Duration.ofNanos(random.nextLong(capped + 1));
    }

    /** Carries a failure through spring-retry, which knows exceptions only. */
    private static final class TransientFailureException extends RuntimeException {
        private final transient Failure failure;

        TransientFailureException(Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }
    }

    private static final class Last<T> {
        private @Nullable Attempted<T> attempted;

        Attempted<T> result() {
            if (attempted == null) {
                throw new IllegalStateException("there was no attempt");
            }
            return attempted;
        }
    }

    private final class JitteredBackOff implements BackOffPolicy {

        @Override
        public BackOffContext start(RetryContext context) {
            return new State(context);
        }

        @Override
        public void backOff(BackOffContext backOffContext) throws BackOffInterruptedException {
            RetryContext context = ((State) backOffContext).context;
            Duration wait = SpringRetries.this.backOff(context.getRetryCount());
            Duration asked =
                    context.getLastThrowable() instanceof TransientFailureException e ? e.failure.retryAfter() : null;
            if (asked != null && asked.compareTo(wait) > 0) {
                wait = asked;
            }
            if (!pause.pause(wait)) {
                throw new BackOffInterruptedException("the run is being stopped");
            }
        }
    }

    private static final class State implements BackOffContext {
        private final transient RetryContext context;

        State(RetryContext context) {
            this.context = context;
        }
    }
}
