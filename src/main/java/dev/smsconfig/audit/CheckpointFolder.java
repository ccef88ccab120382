package dev.smsconfig.audit;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder outside of the repository that keeps checkpoints: whoever changes the repository can't change them with it.
 * Files are only ever added, each complete or not at all, whenever the machine fails.
 */
public record CheckpointFolder(Path folder) {

    private static final Pattern NAME = Pattern.compile("(0|[1-9][0-9]{0,17})-([A-Za-z0-9._-]{1,40})\\.note");
    private static final long LONGEST_NOTE = 100_000;

    /**
     * A file of the folder.
     *
     * @param size as its name says
     * @param runId as its name says
     * @param note its bytes, in whatever state they are
     */
    public record Kept(String name, long size, String runId, byte[] note) {}

    /** What was kept of a checkpoint under a name, wherever that was; empty where it is no such name. */
    public static Optional<Kept> named(String name, byte[] note) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Kept(name, Long.parseLong(matcher.group(1)), matcher.group(2), note))
                : Optional.empty();
    }

    /** The folder's name in the ledger: the same whatever way it was named on the command line. */
    public String place() {
        return folder.toAbsolutePath().normalize().toString();
    }

    /**
     * Brings a checkpoint there. It may be there already, but not another in its place.
     *
     * @throws CheckpointConflictException where a file of that name holds something else
     */
    public void add(StoredCheckpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(checkpoint.fileName());
        if (Files.exists(file)) {
            if (!java.util.Arrays.equals(Files.readAllBytes(file), note)) {
                throw new CheckpointConflictException(checkpoint.fileName());
            }
            return;
        }
        Path next = folder.resolve("." + checkpoint.fileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(note);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** The name of a new file must outlive a power cut too. Not every system lets a folder be opened. */
    private void sync() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the file itself is written; Windows keeps its own journal of names
        }
    }

    /** All checkpoints that are there, by size; none where there is no such folder. */
    public List<Kept> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> notes = files.filter(file -> nameOf(file).matches()).toList();
            java.util.ArrayList<Kept> kept = new java.util.ArrayList<>(notes.size());
            for (Path file : notes) {
                kept.add(read(file));
            }
            kept.sort(Comparator.comparingLong(Kept::size).thenComparing(Kept::name));
            return kept;
        }
    }

    private static Matcher nameOf(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }

    private static Kept read(Path file) throws IOException {
        Matcher name = nameOf(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("no name of a checkpoint");
        }
        // what is longer is no checkpoint, and is told to be none
        byte[] note = Files.size(file) > LONGEST_NOTE ? new byte[0] : Files.readAllBytes(file);
        return new Kept(name.group(), Long.parseLong(name.group(1)), name.group(2), note);
    }

    /** The one of the largest trail that the key vouches for. */
    public Optional<Checkpoint> newestBy(VerifierKey key) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> newestFirst = files.filter(file -> nameOf(file).matches())
                    .sorted(Comparator.comparingLong(CheckpointFolder::sizeOf).reversed())
                    .toList();
            for (Path file : newestFirst) {
                Optional<Checkpoint> checkpoint = checkpointBy(key, read(file));
                if (checkpoint.isPresent()) {
                    return checkpoint;
                }
            }
            return Optional.empty();
        }
    }

    private static long sizeOf(Path file) {
        Matcher name = nameOf(file);
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    private static Optional<Checkpoint> checkpointBy(VerifierKey key, Kept kept) {
        try {
            SignedNote note = SignedNote.parse(kept.note());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            return note.check(List.of(key)).holds() && checkpoint.origin().equals(key.name())
                    ? Optional.of(checkpoint)
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
