package dev.smsconfig.verification;

import dev.smsconfig.audit.StoredEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads pages ahead on a thread of its own: a database takes as long to read an event as it takes to check it. */
final class PageStream implements AutoCloseable {

    private static final int AHEAD = 3;
    private static final long WAIT_MILLIS = 100;

    /** A page, or why there is none. */
    private record Read(List<StoredEvent> page, @Nullable RuntimeException failure) {}

    private final BlockingQueue<Read> read = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;

    PageStream(EventSource source, long from) {
        reader = new Thread(() -> read(source, from), "trail-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(EventSource source, long from) {
        long next = from;
        boolean more = true;
        while (more && !closed) {
            Read result;
            try {
                List<StoredEvent> page = source.page(next);
                result = new Read(page, null);
                more = !page.isEmpty();
                next = more ? page.get(page.size() - 1).seq() + 1 : next;
            } catch (RuntimeException e) {
                result = new Read(List.of(), e);
                more = false;
            }
            offer(result);
        }
    }

    private void offer(Read result) {
        try {
            while (!closed && !read.offer(result, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                // whoever checks is slower
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next page, empty at the end; not to be called after that. */
    List<StoredEvent> next() {
        try {
            Read next = read.take();
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
