package dev.smsconfig.git;

import dev.smsconfig.state.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a time that touch a config folder. Which they are is told by what runs read, not by clocks alone: the
 * history of what was read in the time, and of what is checked out, without what had been read before it.
 *
 * @param note what of the history could not be read and why, or null
 * @param branch what is checked out, or null where nothing can be read
 * @param commits oldest first; a merge only where it differs from each of its parents
 * @param read for each commit that a run read, those of {@code commits} in its history
 * @param missing commits that runs read and the repository does not have
 */
public record ConfigHistory(
        @Nullable String note,
        @Nullable String branch,
        List<ConfigCommit> commits,
        Map<String, Set<String>> read,
        Set<String> missing) {

    public ConfigHistory {
        commits = List.copyOf(commits);
        read = Map.copyOf(read);
        missing = Set.copyOf(missing);
    }

    /**
     * A commit that touches the folder.
     *
     * @param files that it changes, by their paths in the folder
     */
    public record ConfigCommit(Provenance provenance, List<String> files) {

        public ConfigCommit {
            files = List.copyOf(files);
        }
    }

    /**
     * What is asked for.
     *
     * @param read the commits that runs read in the time
     * @param before the last one that a run read before, or null where there was none
     * @param from where no run read anything before, commits of this time and later
     * @param to commits before this time; those that a run read in any case
     */
    public record Span(
            List<String> read, @Nullable String before, Instant from, Instant to) {

        public Span {
            read = List.copyOf(read);
        }
    }

    private static ConfigHistory unread(String why) {
        return new ConfigHistory(why, null, List.of(), Map.of(), Set.of());
    }

    /**
     * Looks through the history.
     *
     * @param folder the config folder
     * @param signers whose signatures count, or null for nobody's
     * @param now the time at which OpenPGP keys have to be valid
     */
    public static ConfigHistory of(Path folder, Span span, @Nullable AllowedSigners signers, Instant now) {
        try (Repository repository = Repositories.around(folder)) {
            if (repository == null || repository.isBare()) {
                return unread(folder + " is in no git repository with a working tree");
            }
            return new Search(repository, Repositories.pathIn(repository, folder), span)
                    .find(new SignatureCheck(repository, signers, now));
        } catch (IOException | JGitInternalException | IllegalArgumentException e) {
            // not the message: it may quote what it failed to parse
            return unread("the git repository of " + folder + " can't be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private record Search(Repository repository, String path, Span span) {

        ConfigHistory find(SignatureCheck signatures) throws IOException {
            Set<String> missing = new HashSet<>();
            Map<String, ObjectId> runs = new LinkedHashMap<>();
            for (String id : span.read) {
                ObjectId commit = existing(id);
                if (commit == null) {
                    missing.add(id);
                } else {
                    runs.put(id, commit);
                }
            }
            ObjectId head = repository.resolve(Constants.HEAD);
            Set<ObjectId> starts = new HashSet<>(runs.values());
            if (head != null) {
                starts.add(head);
            }
            ObjectId before = span.before == null ? null : existing(span.before);
            Map<String, Set<String>> inHistory = new LinkedHashMap<>();
            for (Map.Entry<String, ObjectId> run : runs.entrySet()) {
                inHistory.put(run.getKey(), history(run.getValue(), before));
            }
            Set<String> readByRuns =
                    inHistory.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
            List<ConfigCommit> commits = commits(starts, before, readByRuns, signatures);
            Set<String> ids = commits.stream()
                    .map(commit -> commit.provenance().commit())
                    .collect(Collectors.toSet());
            inHistory.values().forEach(history -> history.retainAll(ids));
            return new ConfigHistory(note(), repository.getBranch(), commits, inHistory, missing);
        }

        private @Nullable ObjectId existing(String id) throws IOException {
            ObjectId commit = ObjectId.isId(id) ? ObjectId.fromString(id) : null;
            return commit != null && repository.getObjectDatabase().has(commit) ? commit : null;
        }

        private @Nullable String note() throws IOException {
            return Repositories.ends(repository).isEmpty()
                    ? null
                    : "the clone is shallow, so older commits are missing; the rest comes with: git fetch --unshallow";
        }

        private Set<String> history(ObjectId of, @Nullable ObjectId before) throws IOException {
            Set<String> history = new HashSet<>();
            try (RevWalk walk = new RevWalk(repository)) {
                walk.setRetainBody(false);
                walk.markStart(walk.parseCommit(of));
                if (before != null) {
                    walk.markUninteresting(walk.parseCommit(before));
                }
                walk.forEach(commit -> history.add(commit.name()));
            }
            return history;
        }

        private List<ConfigCommit> commits(
                Set<ObjectId> starts, @Nullable ObjectId before, Set<String> readByRuns, SignatureCheck signatures)
                throws IOException {
            List<ConfigCommit> commits = new ArrayList<>();
            try (RevWalk walk = new RevWalk(repository);
                    TreeWalk trees = new TreeWalk(repository)) {
                walk.sort(RevSort.TOPO);
                walk.sort(RevSort.REVERSE, true);
                for (ObjectId start : starts) {
                    walk.markStart(walk.parseCommit(start));
                }
                if (before != null) {
                    walk.markUninteresting(walk.parseCommit(before));
                }
                trees.setRecursive(true);
                trees.setFilter(
                        path.isEmpty()
                                ? TreeFilter.ANY_DIFF
                                : AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
                for (RevCommit commit : walk) {
                    if (isOfTheTime(commit, before, readByRuns)) {
                        List<String> files = files(commit, walk, trees);
                        if (!files.isEmpty()) {
                            commits.add(new ConfigCommit(ProvenanceReader.read(commit, signatures), files));
                        }
                    }
                }
            }
            return commits;
        }

        private boolean isOfTheTime(RevCommit commit, @Nullable ObjectId before, Set<String> readByRuns) {
            Instant at = commit.getCommitterIdent().getWhenAsInstant();
            boolean late = !at.isBefore(span.to);
            if (before != null) {
                return !late || readByRuns.contains(commit.name());
            }
            return !at.isBefore(span.from) && (!late || readByRuns.contains(commit.name()));
        }

        /** What differs from every parent: what a merge took over from one of them is that one's. */
        private List<String> files(RevCommit commit, RevWalk walk, TreeWalk trees) throws IOException {
            @Nullable Set<String> files = null;
            for (RevCommit parent : commit.getParents()) {
                walk.parseHeaders(parent);
                trees.reset(parent.getTree(), commit.getTree());
                Set<String> differing = listed(trees);
                if (files == null) {
                    files = differing;
                } else {
                    files.retainAll(differing);
                }
            }
            if (files == null) {
                try (TreeWalk all = new TreeWalk(repository)) {
                    all.setRecursive(true);
                    all.setFilter(path.isEmpty() ? TreeFilter.ALL : PathFilter.create(path));
                    all.addTree(commit.getTree());
                    files = listed(all);
                }
            }
            return files.stream().sorted().toList();
        }

        private Set<String> listed(TreeWalk trees) throws IOException {
            Set<String> files = new HashSet<>();
            while (trees.next()) {
                String name = trees.getPathString();
                files.add(path.isEmpty() ? name : name.substring(path.length() + 1));
            }
            return files;
        }
    }
}
