package dev.smsconfig.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the state file and returns when they are on the disk. Lines that arrive while the disk is busy share
 * the next flush: a flush costs the same for one line as for many.
 */
final class StateLog implements AutoCloseable {

    private final FileChannel channel;
    private final Consumer<StateLine> durable;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();

    private List<Append> waiting = new ArrayList<>();
    private boolean flushing;

    /** Where the whole lines end; only the thread that flushes touches it. */
    private long end;

    /**
     * @param end where the first line goes
     * @param durable told of every line once it is on the disk, one at a time and in the order of the file
     */
    StateLog(FileChannel channel, long end, Consumer<StateLine> durable) {
        this.channel = channel;
        this.end = end;
        this.durable = durable;
    }

    /** @throws IOException where the line did not get onto the disk; then the file is as before */
    void append(StateLine line) throws IOException {
        Append append = new Append(line, line.encoded());
        lock.lock();
        try {
            waiting.add(append);
            while (!append.settled) {
                if (flushing) {
                    flushed.awaitUninterruptibly();
                } else {
                    flushWaiting();
                }
            }
        } finally {
            lock.unlock();
        }
        if (append.failure != null) {
            throw new IOException("the save could not be written to the state file", append.failure);
        }
    }

    /** Called and left with the lock held; gives it up while the disk works, so that more lines can gather. */
    private void flushWaiting() {
        List<Append> group = waiting;
        waiting = new ArrayList<>();
        flushing = true;
        @Nullable IOException failure = new IOException("the flush ended early");
        lock.unlock();
        try {
            failure = write(group);
        } finally {
            lock.lock();
            flushing = false;
            for (Append append : group) {
                append.failure = failure;
                append.settled = true;
            }
            flushed.signalAll();
        }
    }

    private @Nullable IOException write(List<Append> group) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        group.forEach(append -> bytes.writeBytes(append.bytes));
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        try {
            // what lies behind the whole lines is the rest of a crash or of a failed write
            channel.truncate(end);
            while (buffer.hasRemaining()) {
                channel.write(buffer, end + buffer.position());
            }
            channel.force(false);
        } catch (IOException e) {
            return e;
        }
        end += buffer.position();
        group.forEach(append -> durable.accept(append.line));
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Append {
        private final StateLine line;
        private final byte[] bytes;
        private boolean settled;
        private @Nullable IOException failure;

        private Append(StateLine line, byte[] bytes) {
            this.line = line;
            this.bytes = bytes;
        }
    }
}
