package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every tenant's settings, kept in a file that only this server uses. One JSON line per save is appended; the last line
 * of a tenant counts. Saves of the same tenant follow each other, and a read never shows a save that a crash could undo.
 */
final class TenantStates implements AutoCloseable {

    private static final int LINES_WORTH_COMPACTING = 100;

    private final Map<TenantId, SmsSettings> initial;
    private final ConcurrentHashMap<TenantId, SmsSettings> latest;
    private final StateFileLock lock;
    private final StateLog log;

    private TenantStates(
            Map<TenantId, SmsSettings> initial,
            ConcurrentHashMap<TenantId, SmsSettings> latest,
            StateFileLock lock,
            StateLog log) {
        this.initial = Map.copyOf(initial);
        this.latest = latest;
        this.lock = lock;
        this.log = log;
    }

    /** As {@link #open(Path, Map)}, with every tenant beginning alike. */
    static TenantStates open(Path stateFile) throws SampleServerStartException {
        return open(stateFile, Map.of());
    }

    /**
     * Opens or creates the file, its folders too. Tenants of the file that this server does not serve stay in it.
     *
     * @param initial what tenants have before their first save, where it is not what all others have
     * @throws SampleServerStartException where the file is in use, damaged, or cannot be read or written
     */
    static TenantStates open(Path stateFile, Map<TenantId, SmsSettings> initial) throws SampleServerStartException {
        try {
            Path file = existing(stateFile);
            StateFileLock lock = StateFileLock.acquire(file);
            try {
                return load(file, lock, initial);
            } catch (SampleServerStartException | IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SampleServerStartException(
                    "the state file " + stateFile + " cannot be used ("
                            + e.getClass().getSimpleName()
                            + "): make it and its folder readable and writable, or give another state file",
                    e);
        }
    }

    private static TenantStates load(Path file, StateFileLock lock, Map<TenantId, SmsSettings> initial)
            throws IOException, SampleServerStartException {
        SavedStates saved = SavedStates.read(file);
        long end = saved.length();
        if (saved.lines() >= LINES_WORTH_COMPACTING
                && saved.lines() > 4 * saved.latest().size()) {
            end = compact(file, saved.latest());
        }
        ConcurrentHashMap<TenantId, SmsSettings> latest = new ConcurrentHashMap<>(saved.latest());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new TenantStates(
                initial, latest, lock, new StateLog(channel, end, l -> latest.put(l.tenant(), l.settings())));
    }

    SmsSettings settingsOf(TenantId tenant) {
        SmsSettings saved = latest.get(tenant);
        return saved != null ? saved : initial.getOrDefault(tenant, SmsSettings.LEGACY);
    }

    /** @throws IOException where the save is not on the disk; then the tenant has what it had */
    void save(TenantId tenant, SmsSettings settings) throws IOException {
        log.append(new StateLine(tenant, settings));
    }

    @Override
    public void close() throws IOException {
        log.close();
        lock.close();
    }

    /** The real path, so that two names of one file are one file to the lock. */
    private static Path existing(Path stateFile) throws IOException {
        Path absolute = stateFile.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        OwnerOnlyFiles.open(absolute, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .close();
        Path real = absolute.toRealPath();
        OwnerOnlyFiles.forceFolder(real.resolveSibling("."));
        return real;
    }

    /** One line per tenant, through a file of its own: at any moment there is one whole state file. */
    private static long compact(Path file, Map<TenantId, SmsSettings> latest) throws IOException {
        Path compacted = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(compacted);
        long length;
        try (FileChannel channel =
                OwnerOnlyFiles.open(compacted, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            latest.forEach((tenant, settings) -> bytes.writeBytes(new StateLine(tenant, settings).encoded()));
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            length = bytes.size();
        }
        Files.move(compacted, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnlyFiles.forceFolder(file.resolveSibling("."));
        return length;
    }
}
