package dev.smsconfig.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that one server uses a state file. It locks a file beside it, because compaction replaces the state file itself
 * and a lock does not move along. The lock's file stays: removing it would let two servers lock different ones.
 */
final class StateFileLock implements AutoCloseable {

    private final FileChannel channel;

    private StateFileLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws SampleServerStartException where another server, of this JVM or another, holds it */
    static StateFileLock acquire(Path stateFile) throws SampleServerStartException, IOException {
        Path lockFile = stateFile.resolveSibling(stateFile.getFileName() + ".lock");
        FileChannel channel =
                OwnerOnlyFiles.open(lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            if (tryLock(channel) == null) {
                throw new SampleServerStartException("another sample server uses the state file " + stateFile
                        + ": stop that server or give this one another state file");
            }
            return new StateFileLock(channel);
        } catch (SampleServerStartException | IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held in this JVM
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
