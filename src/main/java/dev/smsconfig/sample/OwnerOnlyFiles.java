package dev.smsconfig.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold passwords: others may not read them from the moment they exist. */
final class OwnerOnlyFiles {

    private OwnerOnlyFiles() {}

    /** Opens {@code file}; where that creates it, only the owner may read and write it (on POSIX file systems). */
    static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().resolveSibling("."))
                .supportsFileAttributeView(PosixFileAttributeView.class);
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(file, options, attributes);
    }

    /** Makes a new or renamed entry of {@code folder} survive a power cut; where folders cannot be opened, does nothing. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders and keeps their entries itself
        }
    }
}
