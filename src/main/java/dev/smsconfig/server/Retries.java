package dev.smsconfig.server;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** When a remote call is tried again. */
public interface Retries {

    /**
     * Calls {@code attempt} until it does not fail, fails for good, or there were enough attempts.
     *
     * @param attempt one try, given its number from 1; its result is a value, whatever happened
     * @param failureOf the failure in a result, or null where there is none
     * @return the result of the last attempt
     */
    <T> Attempted<T> run(IntFunction<T> attempt, Function<T, @Nullable Failure> failureOf);
}
