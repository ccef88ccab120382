package dev.smsconfig.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A config folder on disk. */
record DiskTree(Path root) implements FileTree {

    @Override
    public Kind kind(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = path.equals(root)
                    ? Files.readAttributes(path, BasicFileAttributes.class)
                    : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return Kind.SYMBOLIC_LINK;
            }
            if (attributes.isDirectory()) {
                return isSubmodule(path) ? Kind.SUBMODULE : Kind.FOLDER;
            }
            return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        }
    }

    private boolean isSubmodule(Path folder) {
        return !folder.equals(root) && Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Override
    public byte @Nullable [] read(Path file, int limit) throws IOException {
        // NOFOLLOW keeps the look and the open about one file
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length <= limit ? bytes : null;
        }
    }

    @Override
    public String adviceWhereUnreadable() {
        return "check the permissions";
    }
}
