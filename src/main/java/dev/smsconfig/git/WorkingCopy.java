package dev.smsconfig.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/**
 * How the files on disk stand to a commit.
 *
 * @param differing those that are modified, staged, missing, in conflict, or new and not ignored, by their paths in the
 *     repository
 * @param unwatched those that git was told to take for unchanged, whatever they are
 * @param ignoredConfig how many look like tenant files, are ignored by git, and so are in no commit
 */
record WorkingCopy(Set<String> differing, Set<String> unwatched, int ignoredConfig) {

    private static final int SHORT = 10;

    /**
     * Compares in one walk that is limited to a folder.
     *
     * @param path of the folder in the repository, empty for the repository's root
     */
    static WorkingCopy compare(Repository repository, ObjectId commit, String path) throws IOException {
        IndexDiff diff = new IndexDiff(repository, commit, new FileTreeIterator(repository));
        if (!path.isEmpty()) {
            diff.setFilter(PathFilter.create(path));
        }
        // what lies in a submodule is never read
        diff.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
        diff.diff();
        Set<String> differing = new HashSet<>(diff.getModified());
        differing.addAll(diff.getChanged());
        differing.addAll(diff.getAdded());
        differing.addAll(diff.getRemoved());
        differing.addAll(diff.getMissing());
        differing.addAll(diff.getConflicting());
        differing.addAll(diff.getUntracked());
        String tenants = path.isEmpty() ? "tenants/" : path + "/tenants/";
        long ignored = diff.getIgnoredNotInIndex().stream()
                .filter(file -> file.startsWith(tenants) && file.endsWith(".yaml"))
                .count();
        return new WorkingCopy(differing, unwatched(repository, path), (int) ignored);
    }

    private static Set<String> unwatched(Repository repository, String path) throws IOException {
        return Arrays.stream(repository.readDirCache().getEntriesWithin(path))
                .filter(entry -> entry.isAssumeValid() || entry.isSkipWorkTree())
                .map(DirCacheEntry::getPathString)
                .collect(Collectors.toSet());
    }

    /** The files that may hold something else on disk than in the commit. */
    Set<String> unlikeCommit() {
        Set<String> files = new HashSet<>(differing);
        files.addAll(unwatched);
        return files;
    }

    /** What people should know where it is not clean. */
    String note(RevCommit commit, Repository repository, String path) throws IOException {
        String text = differing.size() + (differing.size() == 1 ? " file differs" : " files differ") + " from commit "
                + commit.name().substring(0, SHORT) + ": the files on disk are read, and the run is marked dirty";
        int absent = leftOut(repository, path);
        return absent == 0
                ? text
                : text + "; the checkout is sparse, so " + absent + " of the commit's files are not read";
    }

    private static int leftOut(Repository repository, String path) throws IOException {
        DirCache index = repository.readDirCache();
        DirCacheEntry[] entries = index.getEntriesWithin(path);
        return (int)
                Arrays.stream(entries).filter(DirCacheEntry::isSkipWorkTree).count();
    }

    boolean isClean() {
        return differing.isEmpty();
    }
}
