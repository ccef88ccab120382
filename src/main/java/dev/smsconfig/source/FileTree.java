package dev.smsconfig.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a config folder come from: the disk, or a commit. Paths begin with the folder as the user named it.
 * Safe for use by several threads.
 */
public interface FileTree {

    /** What stands at a path. */
    enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        /** The root of another repository. */
        SUBMODULE,
        /** A pipe, a socket, a device. */
        OTHER,
        MISSING
    }

    /**
     * Follows no link, except where the path is the config folder itself.
     *
     * @throws IOException where that cannot be told
     */
    Kind kind(Path path) throws IOException;

    /** The direct entries of a folder, in any order. */
    List<Path> list(Path folder) throws IOException;

    /**
     * The content of a file.
     *
     * @return null where it has more bytes than {@code limit}; they are not all read then
     */
    byte @Nullable [] read(Path file, int limit) throws IOException;

    /** What a user can do about a file that is there and cannot be read. */
    String adviceWhereUnreadable();

    /** The files on disk. */
    static FileTree onDisk(Path folder) {
        return new DiskTree(folder);
    }
}
