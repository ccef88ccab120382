package dev.smsconfig.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds for many files at once the commit that gave each the content it has, in one walk through the history. Each file
 * goes from a commit to the first parent that has the same content, and ends where no parent has it: so a change on a
 * branch that a merge left out counts for nothing.
 */
final class FileHistory {

    /**
     * Where a file's way ended.
     *
     * @param place in the order of the walk: of two commits, one that builds on the other has the lower one
     * @param orBefore whether it may have been changed earlier: a shallow clone ends with the commit
     */
    record Change(ObjectId commit, int place, boolean orBefore) {}

    private final RevWalk walk;
    private final TreeWalk trees;

    /** The files whose way has come to a commit; a file is at one commit at a time. */
    private final Map<ObjectId, Set<String>> arrived = new HashMap<>();

    private final Map<String, Change> found = new HashMap<>();

    private FileHistory(RevWalk walk, TreeWalk trees) {
        this.walk = walk;
        this.trees = trees;
    }

    /**
     * @param folder all files lie in it; empty for the repository's root
     * @param files their paths in the repository; those that the commit does not have are passed over
     * @return by path
     * @throws IOException where an object is not there or can't be read
     */
    static Map<String, Change> of(Repository repository, ObjectId commit, String folder, Set<String> files)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk trees = new TreeWalk(repository)) {
            // children first, whatever the clocks said that made the commits
            walk.sort(RevSort.TOPO);
            walk.setRetainBody(false);
            trees.setRecursive(true);
            FileHistory history = new FileHistory(walk, trees);
            RevCommit start = walk.parseCommit(commit);
            history.begin(start, folder, files);
            history.follow(start, Repositories.ends(repository));
            return history.found;
        }
    }

    private void begin(RevCommit start, String folder, Set<String> files) throws IOException {
        TreeFilter inFolder = folder.isEmpty() ? TreeFilter.ALL : PathFilter.create(folder);
        trees.setFilter(inFolder);
        trees.reset(start.getTree());
        Set<String> there = new HashSet<>();
        while (trees.next()) {
            if (files.contains(trees.getPathString())) {
                there.add(trees.getPathString());
            }
        }
        arrive(start, there);
        trees.setFilter(folder.isEmpty() ? TreeFilter.ANY_DIFF : AndTreeFilter.create(inFolder, TreeFilter.ANY_DIFF));
    }

    private void follow(RevCommit start, Set<ObjectId> ends) throws IOException {
        walk.markStart(start);
        int place = 0;
        for (RevCommit commit = walk.next(); commit != null && !arrived.isEmpty(); commit = walk.next()) {
            Set<String> files = arrived.remove(commit);
            if (files != null && ends.contains(commit)) {
                end(commit, files, place, true);
            } else if (files != null) {
                pass(commit, files, place);
            }
            place++;
        }
    }

    /** Sends each file on to a parent, or ends its way. */
    private void pass(RevCommit commit, Set<String> files, int place) throws IOException {
        Set<String> left = files;
        for (RevCommit parent : commit.getParents()) {
            Set<String> differing = differing(parent, commit, left);
            left.removeAll(differing);
            arrive(parent, left);
            left = differing;
        }
        end(commit, left, place, false);
    }

    private void end(RevCommit commit, Set<String> files, int place, boolean orBefore) {
        Change change = new Change(commit.copy(), place, orBefore);
        files.forEach(file -> found.put(file, change));
    }

    private Set<String> differing(RevCommit parent, RevCommit commit, Set<String> files) throws IOException {
        walk.parseHeaders(parent);
        Set<String> differing = new HashSet<>();
        trees.reset(parent.getTree(), commit.getTree());
        while (trees.next()) {
            if (files.contains(trees.getPathString())) {
                differing.add(trees.getPathString());
            }
        }
        return differing;
    }

    private void arrive(RevCommit commit, Set<String> files) {
        if (files.isEmpty()) {
            return;
        }
        Set<String> there = arrived.get(commit);
        if (there == null || there.size() < files.size()) {
            arrived.put(commit, files);
            files.addAll(there == null ? Set.of() : there);
        } else {
            there.addAll(files);
        }
    }
}
