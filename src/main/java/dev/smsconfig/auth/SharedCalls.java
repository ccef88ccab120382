package dev.smsconfig.auth;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets callers that want the same at the same time share one call and what comes of it, its failure too. Keeps nothing
 * after that.
 */
final class SharedCalls<K, V> {

    /** What is called. */
    @FunctionalInterface
    interface Call<V> {
        V run() throws NotSignedInException;
    }

    private final Map<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

    /**
     * Waits for the call under way for the key, or runs this one. Not interruptible: a call ends in bounded time, and at
     * once where the transport is closed.
     */
    V run(K key, Call<V> call) throws NotSignedInException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> others = running.putIfAbsent(key, mine);
        if (others != null) {
            return await(others);
        }
        try {
            V value = call.run();
            mine.complete(value);
            return value;
        } catch (NotSignedInException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, mine);
        }
    }

    private static <V> V await(CompletableFuture<V> others) throws NotSignedInException {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NotSignedInException refused) {
                throw new NotSignedInException(refused.failure());
            }
            throw e;
        }
    }
}
