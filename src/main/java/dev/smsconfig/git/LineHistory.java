package dev.smsconfig.git;

import dev.smsconfig.source.Explanation.Place;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.LineOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Says of lines of a config folder which commit they are from, as {@code git blame} does; renamed files are followed. */
final class LineHistory {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Repository repository;
    private final ReadCommit read;
    private final @Nullable FileTree onDisk;
    private final Map<Path, BlameResult> files = new HashMap<>();

    /** @param onDisk the files that were read where they are not the commit's, or null */
    LineHistory(ReadCommit read, @Nullable FileTree onDisk) {
        this.read = read;
        this.repository = read.repository();
        this.onDisk = onDisk;
    }

    /** The origin of a file's lines at a place: where they differ in it, that of the newest. */
    LineOrigin of(Path file, Place place) {
        try {
            BlameResult lines = files.get(file);
            if (lines == null) {
                lines = blame(file, read.pathOf(file));
                files.put(file, lines);
            }
            if (place.lastLine() > lines.getResultContents().size()) {
                return new LineOrigin.Unknown("the file has changed while it was read");
            }
            return newest(lines, place.line() - 1, place.lastLine());
        } catch (IOException | RuntimeException e) {
            // not the message: it may quote what it failed to parse
            return new LineOrigin.Unknown("the history of the file can't be read ("
                    + e.getClass().getSimpleName() + "); see that the clone is whole");
        }
    }

    private BlameResult blame(Path file, String path) throws IOException {
        try (BlameGenerator generator = new BlameGenerator(repository, path)) {
            generator.push(null, read.commit());
            if (onDisk != null) {
                byte[] content = onDisk.read(file, MOST_BYTES);
                if (content == null) {
                    throw new IOException("more than " + MOST_BYTES + " bytes");
                }
                generator.push(null, new RawText(LineEnds.asIn(committed(path), content)));
            }
            BlameResult lines = generator.computeBlameResult();
            if (lines == null) {
                throw new IOException("not in the commit");
            }
            return lines;
        }
    }

    private byte @Nullable [] committed(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, read.commit().getTree())) {
            return walk == null
                    ? null
                    : repository.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes(MOST_BYTES);
        }
    }

    private LineOrigin newest(BlameResult lines, int from, int to) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit newest = null;
            for (int i = from; i < to; i++) {
                RevCommit source = lines.getSourceCommit(i);
                if (source == null) {
                    return new LineOrigin.NotCommitted();
                }
                RevCommit one = walk.parseCommit(source);
                newest = newest == null || isNewer(one, newest, walk) ? one : newest;
            }
            if (newest == null) {
                throw new IOException("no lines");
            }
            Set<ObjectId> ends = Repositories.ends(repository);
            return ends.contains(newest)
                    ? new LineOrigin.AtOrBefore(newest.name())
                    : new LineOrigin.Committed(newest.name(), ProvenanceReader.person(newest.getAuthorIdent()));
        }
    }

    private static boolean isNewer(RevCommit one, RevCommit other, RevWalk walk) throws IOException {
        if (one.equals(other)) {
            return false;
        }
        if (walk.isMergedInto(other, one)) {
            return true;
        }
        return !walk.isMergedInto(one, other) && one.getCommitTime() > other.getCommitTime();
    }
}
