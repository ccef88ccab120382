package dev.smsconfig.cli;

import dev.smsconfig.lease.Machine;
import dev.smsconfig.lease.ProcessIdentity;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.Fingerprinter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of keys and, where it is embedded, of the job repository. For that it is locked: one process at a time has
 * it open. The operating system frees the lock when the process dies, so whoever gets it knows that nobody else runs.
 */
final class WorkFolder implements AutoCloseable {

    private static final int HOLDER_LENGTH = 1000;

    private static final ProcessIdentity THIS_PROCESS = Machine.local().thisProcess();

    private final Path folder;
    private final FileChannel channel;
    private final boolean locked;
    private boolean newKey;

    private WorkFolder(Path folder, FileChannel channel, boolean locked) {
        this.folder = folder;
        this.channel = channel;
        this.locked = locked;
    }

    /**
     * @param command what is going to use it, for whoever finds it locked
     * @throws CommandFailure where another process has it, or it can't be made
     */
    static WorkFolder open(Path folder, String command) {
        try {
            FileChannel channel = lockFile(folder);
            lock(folder, channel);
            WorkFolder work = new WorkFolder(folder, channel, true);
            work.heldBy(command);
            return work;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * For a repository that is elsewhere and has locks of its own: several processes may use the folder.
     *
     * @throws CommandFailure where it can't be made
     */
    static WorkFolder shared(Path folder) {
        try {
            return new WorkFolder(folder, lockFile(folder), false);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        return FileChannel.open(
                folder.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                ownerOnly("rw-------"));
    }

    private static CommandFailure unusable(Path folder, IOException e) {
        return new CommandFailure(
                ExitCode.ERROR,
                "the work folder " + folder + " can't be used (" + e.getClass().getSimpleName()
                        + "); see its permissions, or name another with --work DIR");
    }

    private static void lock(Path folder, FileChannel channel) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            String holder = read(channel);
            channel.close();
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "another run holds the lock of " + folder + ": " + holder
                            + "; wait for it to end, or stop it, then try again");
        }
    }

    /** Writes down who holds the lock, for the message of whoever comes next. */
    void heldBy(String what) throws IOException {
        if (locked) {
            byte[] line = (what + ", " + THIS_PROCESS + "\n").getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(line), 0);
        }
    }

    /** This process as others can find it. */
    static String thisProcess() {
        return THIS_PROCESS.toString();
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HOLDER_LENGTH);
        channel.read(buffer, 0);
        String holder = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        return holder.isEmpty() ? "a process that did not write its name" : holder;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Whether the fingerprint key was made by this process. */
    boolean hasNewKey() {
        return newKey;
    }

    FingerprintKeys keys() {
        return new FingerprintKeys(folder);
    }

    /** Makes fingerprints with the folder's newest key; the first is created the first time. */
    Fingerprinter fingerprinter() {
        if (!locked && !Files.exists(keys().file())) {
            newKey = createFirstKeyAlone();
        } else {
            newKey = keys().createFirst();
        }
        return keys().fingerprinter();
    }

    /** Another process must not find half a key. */
    private boolean createFirstKeyAlone() {
        try {
            FileLock lock = channel.lock();
            try {
                return keys().createFirst();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the lock of " + folder + " can't be freed");
        }
    }
}
