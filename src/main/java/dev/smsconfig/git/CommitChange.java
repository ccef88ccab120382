package dev.smsconfig.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a commit is, and what it changed in a config folder since its first parent.
 *
 * @param object the commit as git hashes it, without the head that git puts before it
 * @param files those of the folder that it changed, by their path in the folder
 */
public record CommitChange(byte[] object, List<ChangedFile> files) {

    private static final int LONGEST_FILE = 1_000_000;

    public CommitChange {
        files = List.copyOf(files);
    }

    /**
     * A file that the commit changed.
     *
     * @param path in the config folder
     * @param before its bytes in the first parent, null where it was not there
     * @param after its bytes in the commit, null where it is not there any more
     * @param whole whether both are known: they are no links, and not too long
     */
    public record ChangedFile(String path, byte @Nullable [] before, byte @Nullable [] after, boolean whole) {

        /**
         * How it changed, in the form of {@code diff -u}, in other words: lines are compared as they are, and shown as
         * they are masked.
         *
         * @param mask gives a text's lines as they may be shown, one for each line; or nothing where it is in doubt
         * @return empty where a text is in doubt or not known
         */
        public Optional<String> patch(Function<String, Optional<List<String>>> mask) throws IOException {
            Optional<RawText> shownBefore = masked(before, mask);
            Optional<RawText> shownAfter = masked(after, mask);
            if (!whole || shownBefore.isEmpty() || shownAfter.isEmpty()) {
                return Optional.empty();
            }
            EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(before), raw(after));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(head("--- ", before == null ? null : "a/" + path));
            out.writeBytes(head("+++ ", after == null ? null : "b/" + path));
            try (DiffFormatter formatter = new DiffFormatter(out)) {
                formatter.format(edits, shownBefore.get(), shownAfter.get());
            }
            return Optional.of(out.toString(StandardCharsets.UTF_8));
        }

        private static byte[] head(String sign, @Nullable String name) {
            return (sign + (name == null ? "/dev/null" : name) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        private static RawText raw(byte @Nullable [] content) {
            return new RawText(content == null ? new byte[0] : content);
        }

        private static Optional<RawText> masked(
                byte @Nullable [] content, Function<String, Optional<List<String>>> mask) {
            if (content == null || content.length == 0) {
                return Optional.of(raw(null));
            }
            String text = new String(content, StandardCharsets.UTF_8);
            return mask.apply(text)
                    .map(lines -> (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))
                    .map(RawText::new)
                    // else hunks would show other lines than those that changed
                    .filter(shown -> shown.size() == raw(content).size());
        }
    }

    /**
     * @param folder the config folder
     * @param commit its id
     * @throws RevisionUnavailableException where the repository of the folder does not have it, or not whole
     */
    public static CommitChange of(Path folder, String commit) throws RevisionUnavailableException {
        try (Repository repository = Repositories.around(folder)) {
            if (repository == null || !ObjectId.isId(commit)) {
                throw new RevisionUnavailableException(folder + " is in no git repository with commit " + commit);
            }
            ObjectId id = ObjectId.fromString(commit);
            if (Repositories.ends(repository).contains(id)) {
                throw new RevisionUnavailableException("the clone is shallow and ends with commit " + commit
                        + "; the rest comes with: git fetch --unshallow");
            }
            return of(repository, id, Repositories.pathIn(repository, folder));
        } catch (IOException | JGitInternalException | IllegalArgumentException e) {
            // not the message: it may quote what it failed to parse
            throw new RevisionUnavailableException("the repository of " + folder + " does not have commit " + commit
                    + ", or not whole (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static CommitChange of(Repository repository, ObjectId id, String path) throws IOException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            RevCommit commit = commits.parseCommit(id);
            if (commit.getParentCount() == 0) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(commits.parseCommit(commit.getParent(0)).getTree());
            }
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(
                    path.isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            List<ChangedFile> files = new ArrayList<>();
            while (walk.next()) {
                files.add(file(repository, walk, path));
            }
            return new CommitChange(repository.open(id, Constants.OBJ_COMMIT).getCachedBytes(), files);
        }
    }

    private static ChangedFile file(Repository repository, TreeWalk walk, String folder) throws IOException {
        boolean whole = true;
        byte[][] sides = new byte[2][];
        for (int side = 0; side < sides.length; side++) {
            FileMode mode = walk.getFileMode(side);
            if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
                ObjectLoader loader = repository.open(walk.getObjectId(side), Constants.OBJ_BLOB);
                sides[side] = loader.getSize() > LONGEST_FILE ? null : loader.getCachedBytes();
                whole &= sides[side] != null;
            } else {
                whole &= mode.equals(FileMode.MISSING);
            }
        }
        String path = walk.getPathString();
        return new ChangedFile(
                folder.isEmpty() ? path : path.substring(folder.length() + 1), sides[0], sides[1], whole);
    }
}
