package dev.smsconfig.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A folder that keeps checkpoints, each file complete or not at all, whenever the machine fails. */
public record CheckpointFolder(Path folder) implements CheckpointAnchor {

    private static final long LONGEST_NOTE = 100_000;

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public String place() {
        return folder.toAbsolutePath().normalize().toString();
    }

    /** By what was brought: who moves files to a safer place must not find them anew. */
    @Override
    public List<StoredCheckpoint> missing(CheckpointLedger ledger) {
        return ledger.missingIn(place());
    }

    @Override
    public void add(StoredCheckpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(checkpoint.fileName());
        if (Files.exists(file)) {
            if (!Arrays.equals(Files.readAllBytes(file), note)) {
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

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.size(file) > LONGEST_NOTE ? new byte[0] : Files.readAllBytes(file);
    }
}
