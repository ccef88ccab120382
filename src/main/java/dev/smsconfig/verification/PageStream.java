package dev.smsconfig.verification;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads pages ahead on a thread of its own: a database takes as long to read an event as it takes to check it. */
final class PageStream<T> implements AutoCloseable {

    private static final int AHEAD = 3;
    private static final long WAIT_MILLIS = 100;

    /** A page, or why there is none. */
    private record Read<T>(List<T> page, @Nullable RuntimeException failure) {}

    private final BlockingQueue<Read<T>> read = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;

    /** @param pages gives one page after the other; empty at the end */
    PageStream(String name, Supplier<List<T>> pages) {
        reader = new Thread(() -> read(pages), name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param pages gives a page of what has at least that number, by number; empty at the end
     * @param number that something on a page has
     */
    static <T> PageStream<T> byNumber(String name, long from, LongFunction<List<T>> pages, ToLongFunction<T> number) {
        return new PageStream<>(name, new Supplier<>() {
            private long next = from;

            @Override
            public List<T> get() {
                List<T> page = pages.apply(next);
                next = page.isEmpty() ? next : number.applyAsLong(page.get(page.size() - 1)) + 1;
                return page;
            }
        });
    }

    private void read(Supplier<List<T>> pages) {
        boolean more = true;
        while (more && !closed) {
            Read<T> result;
            try {
                List<T> page = pages.get();
                result = new Read<>(page, null);
                more = !page.isEmpty();
            } catch (RuntimeException e) {
                result = new Read<>(List.of(), e);
                more = false;
            }
            offer(result);
        }
    }

    private void offer(Read<T> result) {
        try {
            while (!closed && !read.offer(result, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                // whoever checks is slower
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next page, empty at the end; not to be called after that. */
    List<T> next() {
        try {
            Read<T> next = read.take();
            RuntimeException failure = next.failure();
            if (failure != null) {
                throw failure;
            }
            return next.page();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the trail was read", e);
        }
    }

    /** Ends the thread, so that what it reads from may be closed. */
    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
