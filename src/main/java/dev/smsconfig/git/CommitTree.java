package dev.smsconfig.git;

import dev.smsconfig.source.FileTree;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A config folder as a commit has it. */
final class CommitTree implements FileTree {

    /** Trees that share their parts can claim more entries than any machine could list. */
    private static final int MOST_ENTRIES = 200_000;

    private record Entry(Kind kind, ObjectId id) {}

    private final Repository repository;
    private final Path root;
    private final Map<Path, Entry> entries = new HashMap<>();
    private final Map<Path, List<Path>> children = new HashMap<>();

    private CommitTree(Repository repository, Path root) {
        this.repository = repository;
        this.root = root;
    }

    /**
     * Lists a folder of a commit in one walk; contents are read later.
     *
     * @param path of the folder in the repository, empty for the repository's root
     * @param root the folder as the user named it
     */
    static CommitTree of(Repository repository, RevTree tree, String path, Path root) throws IOException {
        CommitTree files = new CommitTree(repository, root);
        if (path.isEmpty()) {
            files.enter(tree);
            return files;
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
            if (walk != null && walk.getFileMode(0).equals(FileMode.TREE)) {
                files.enter(walk.getObjectId(0));
            }
        }
        return files;
    }

    private void enter(ObjectId folder) throws IOException {
        add(root, Kind.FOLDER, folder);
        List<Path> open = new ArrayList<>(List.of(root));
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(folder);
            while (walk.next()) {
                Path parent = open.get(walk.getDepth());
                Path path = child(parent, walk.getNameString());
                Kind kind = kind(walk.getFileMode(0));
                add(path, kind, walk.getObjectId(0));
                children.computeIfAbsent(parent, p -> new ArrayList<>()).add(path);
                if (kind == Kind.FOLDER) {
                    open.subList(walk.getDepth() + 1, open.size()).clear();
                    open.add(path);
                    walk.enterSubtree();
                }
            }
        }
    }

    private void add(Path path, Kind kind, ObjectId id) throws IOException {
        if (entries.size() >= MOST_ENTRIES) {
            throw new IOException("the folder has more than " + MOST_ENTRIES + " entries in this commit");
        }
        if (entries.put(path, new Entry(kind, id.copy())) != null) {
            throw new IOException("the commit has two entries of one name in one folder");
        }
    }

    /** Names that this system has no path for, or that would lead elsewhere, are written with percent signs. */
    private static Path child(Path folder, String name) {
        if (!name.equals(".") && !name.equals("..") && !name.isEmpty() && !name.contains("/") && !name.contains("\\")) {
            try {
                return folder.resolve(name);
            } catch (InvalidPathException e) {
                // below
            }
        }
        return folder.resolve("%" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static Kind kind(FileMode mode) {
        if (mode.equals(FileMode.TREE)) {
            return Kind.FOLDER;
        }
        if (mode.equals(FileMode.SYMLINK)) {
            return Kind.SYMBOLIC_LINK;
        }
        if (mode.equals(FileMode.GITLINK)) {
            return Kind.SUBMODULE;
        }
        // whether it is executable does not matter to who reads it
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE) ? Kind.FILE : Kind.OTHER;
    }

    /** Whether the commit has the folder at all. */
    boolean isThere() {
        return !entries.isEmpty();
    }

    @Override
    public Kind kind(Path path) {
        Entry entry = entries.get(path);
        return entry == null ? Kind.MISSING : entry.kind();
    }

    @Override
    public List<Path> list(Path folder) {
        return children.getOrDefault(folder, List.of());
    }

    @Override
    public byte @Nullable [] read(Path file, int limit) throws IOException {
        Entry entry = entries.get(file);
        if (entry == null) {
            throw new NoSuchFileException(file.toString());
        }
        ObjectLoader loader = repository.open(entry.id(), Constants.OBJ_BLOB);
        return loader.getSize() > limit ? null : loader.getBytes(limit);
    }

    @Override
    public String adviceWhereUnreadable() {
        return "the repository does not hold it; if the clone is partial, fetch it whole: git fetch --refetch"
                + " --no-filter";
    }
}
