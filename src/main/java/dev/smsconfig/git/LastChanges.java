package dev.smsconfig.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
 * Finds for many owners of files at once the commit that last changed one of an owner's files, in one walk through the
 * history that ends with the last owner found. Each file goes from a commit to the first parent that has the same
 * content, and ends where no parent has it: so a change on a branch that a merge left out counts for nothing.
 */
final class LastChanges<K> {

    private final RevWalk walk;
    private final TreeWalk trees;

    /** Who waits for news of a file. */
    private final Map<String, List<K>> owners = new HashMap<>();

    private final Set<K> open = new HashSet<>();

    /** The files whose way has come to a commit; a file is at one commit at a time. */
    private final Map<ObjectId, Set<String>> arrived = new HashMap<>();

    private final Map<K, ObjectId> found = new HashMap<>();

    private LastChanges(RevWalk walk, TreeWalk trees) {
        this.walk = walk;
        this.trees = trees;
    }

    /**
     * @param folder all files lie in it; empty for the repository's root
     * @param sources the files of each owner, by their paths in the repository
     * @return without the owners of a file that the commit does not have, and without those whose last change may lie
     *     before what a shallow clone has
     * @throws IOException where an object is not there or can't be read
     */
    static <K> Map<K, ObjectId> of(
            Repository repository, ObjectId commit, String folder, Map<K, ? extends Collection<String>> sources)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk trees = new TreeWalk(repository)) {
            // children first, whatever the clocks said that made the commits: the first change found is the last made
            walk.sort(RevSort.TOPO);
            walk.setRetainBody(false);
            trees.setRecursive(true);
            LastChanges<K> changes = new LastChanges<>(walk, trees);
            RevCommit start = walk.parseCommit(commit);
            changes.begin(start, folder, sources);
            changes.follow(start, Repositories.ends(repository));
            return changes.found;
        }
    }

    private void begin(RevCommit start, String folder, Map<K, ? extends Collection<String>> sources)
            throws IOException {
        Set<String> there = files(start, folder);
        Set<String> wanted = new HashSet<>();
        sources.forEach((owner, files) -> {
            if (there.containsAll(files)) {
                open.add(owner);
                wanted.addAll(files);
                files.forEach(file ->
                        owners.computeIfAbsent(file, f -> new ArrayList<>()).add(owner));
            }
        });
        arrive(start, wanted);
        trees.setFilter(
                folder.isEmpty()
                        ? TreeFilter.ANY_DIFF
                        : AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
    }

    private Set<String> files(RevCommit commit, String folder) throws IOException {
        Set<String> files = new HashSet<>();
        trees.setFilter(folder.isEmpty() ? TreeFilter.ALL : PathFilter.create(folder));
        trees.reset(commit.getTree());
        while (trees.next()) {
            files.add(trees.getPathString());
        }
        return files;
    }

    private void follow(RevCommit start, Set<ObjectId> ends) throws IOException {
        walk.markStart(start);
        for (RevCommit commit = walk.next(); commit != null && !open.isEmpty(); commit = walk.next()) {
            Set<String> files = arrived.remove(commit);
            if (files != null && ends.contains(commit)) {
                files.forEach(file -> owners.getOrDefault(file, List.of()).forEach(open::remove));
            } else if (files != null) {
                pass(commit, files);
            }
        }
    }

    /** Sends each file on to a parent, or ends its way. */
    private void pass(RevCommit commit, Set<String> files) throws IOException {
        Set<String> left = files;
        for (RevCommit parent : commit.getParents()) {
            Set<String> differing = differing(parent, commit, left);
            left.removeAll(differing);
            arrive(parent, left);
            left = differing;
        }
        for (String file : left) {
            for (K owner : owners.getOrDefault(file, List.of())) {
                if (open.remove(owner)) {
                    found.put(owner, commit.copy());
                }
            }
        }
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
