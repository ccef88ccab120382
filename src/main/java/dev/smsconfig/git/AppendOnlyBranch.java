package dev.smsconfig.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A branch that files are only added to, in the repository that a folder lies in. It shares no commit with other branches,
 * and no file on disk is touched. Nothing is pushed; what the remote's branch has, as far as it was fetched, is taken over.
 * Where both have a file and it is not the same, every call throws {@link BranchUnusableException}.
 *
 * @param folder lies in the repository
 * @param branch the short name of the branch, without {@code refs/heads/}
 */
public record AppendOnlyBranch(Path folder, String branch) {

    private static final int ATTEMPTS = 100;
    private static final long LONGEST_WAIT_NANOS = 50_000_000;
    private static final long LARGEST = 100_000;

    /** A work on the repository. */
    private interface Work<T> {
        T in(Repository repository) throws IOException;
    }

    /**
     * Where it is, the same however the folder was named.
     *
     * @throws BranchUnusableException where the folder lies in no repository
     */
    public Path repository() throws IOException {
        return with(repository -> repository.getDirectory().toPath().toRealPath());
    }

    /** The names of the files that it has. */
    public Set<String> names() throws IOException {
        return with(
                repository -> new TreeSet<>(Tips.of(repository, branch).files.keySet()));
    }

    /**
     * What a file of it holds; nothing where it is larger than 100,000 bytes.
     *
     * @throws IOException where there is no such file
     */
    public byte[] read(String name) throws IOException {
        return with(repository -> {
            ObjectId id = Tips.of(repository, branch).files.get(name);
            if (id == null) {
                throw new IOException("no such file");
            }
            return content(repository, id);
        });
    }

    /** All its files by name, each as {@link #read} gives it. */
    public Map<String, byte[]> files() throws IOException {
        return with(repository -> {
            Map<String, byte[]> contents = new TreeMap<>();
            for (Map.Entry<String, ObjectId> file :
                    Tips.of(repository, branch).files.entrySet()) {
                contents.put(file.getKey(), content(repository, file.getValue()));
            }
            return contents;
        });
    }

    private static byte[] content(Repository repository, ObjectId blob) throws IOException {
        ObjectLoader object = repository.open(blob, Constants.OBJ_BLOB);
        return object.getSize() > LARGEST ? new byte[0] : object.getBytes();
    }

    /**
     * Adds a file with a commit of its own.
     *
     * @param when the time of the commit
     * @return false where the branch has another file of that name
     * @throws BranchUnusableException where nothing should be added to that branch
     */
    public boolean add(String name, byte[] content, String message, Instant when) throws IOException {
        return with(repository -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Tips tips = Tips.of(repository, branch);
                requireMeantForThis(repository, tips);
                ObjectId blob = new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, content);
                ObjectId there = tips.files.putIfAbsent(name, blob);
                if (there != null && !there.equals(blob)) {
                    return false;
                }
                if (there != null && tips.areAllInLocal()) {
                    return true;
                }
                if (advance(repository, tips, content, message, when)) {
                    return true;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_WAIT_NANOS));
            }
            throw new IOException("another process keeps the branch busy");
        });
    }

    private void requireMeantForThis(Repository repository, Tips tips) throws IOException {
        if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw new BranchUnusableException("git takes no branch of the name " + branch);
        }
        if ((Constants.R_HEADS + branch).equals(repository.getFullBranch())) {
            throw new BranchUnusableException(
                    "the branch " + branch + " is checked out; name one that has nothing else");
        }
        if (tips.haveMore) {
            throw new BranchUnusableException(
                    "the branch " + branch + " has folders of other things; name one that has nothing else");
        }
    }

    /** @return false where the branch is no more what it was */
    private boolean advance(Repository repository, Tips tips, byte[] content, String message, Instant when)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            inserter.insert(Constants.OBJ_BLOB, content);
            DirCache tree = DirCache.newInCore();
            DirCacheBuilder builder = tree.builder();
            tips.files.forEach((file, id) -> {
                DirCacheEntry entry = new DirCacheEntry(file);
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(id);
                builder.add(entry);
            });
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.writeTree(inserter));
            commit.setParentIds(tips.parents);
            PersonIdent author = new PersonIdent("smsconfig", "smsconfig@localhost", when, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId made = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(made);
            update.setExpectedOldObjectId(tips.local == null ? ObjectId.zeroId() : tips.local);
            update.setRefLogMessage(message, false);
            RefUpdate.Result result = update.update();
            return switch (result) {
                case NEW, FAST_FORWARD -> true;
                case LOCK_FAILURE, REJECTED -> false;
                default -> throw new IOException("the branch can't be written: " + result);
            };
        }
    }

    private <T> T with(Work<T> work) throws IOException {
        try (Repository repository = Repositories.around(folder)) {
            if (repository == null) {
                throw new BranchUnusableException(folder + " lies in no git repository, so it has no branch " + branch);
            }
            return work.in(repository);
        } catch (JGitInternalException e) {
            throw new IOException(e.getClass().getSimpleName());
        }
    }

    /** The branch as it is here and, as far as it was fetched, at the remotes. */
    private static final class Tips {

        private final @Nullable ObjectId local;
        /** What the next commit goes on from: none that another has in its history. */
        private final List<RevCommit> parents = new ArrayList<>();

        private final Map<String, ObjectId> files = new TreeMap<>();
        private boolean haveMore;

        private Tips(@Nullable ObjectId local) {
            this.local = local;
        }

        static Tips of(Repository repository, String branch) throws IOException {
            Ref here = repository.exactRef(Constants.R_HEADS + branch);
            Tips tips = new Tips(here == null ? null : here.getObjectId());
            Set<ObjectId> all = new LinkedHashSet<>();
            if (tips.local != null) {
                all.add(tips.local);
            }
            for (String remote : repository.getRemoteNames()) {
                Ref there = repository.exactRef(Constants.R_REMOTES + remote + "/" + branch);
                if (there != null && there.getObjectId() != null) {
                    all.add(there.getObjectId());
                }
            }
            try (RevWalk walk = new RevWalk(repository)) {
                for (ObjectId tip : all) {
                    RevCommit commit = walk.parseCommit(tip);
                    tips.read(repository, commit);
                    tips.goOnFrom(walk, commit);
                }
            }
            return tips;
        }

        private void goOnFrom(RevWalk walk, RevCommit commit) throws IOException {
            for (RevCommit parent : parents) {
                if (walk.isMergedInto(commit, parent)) {
                    return;
                }
            }
            List<RevCommit> older = new ArrayList<>();
            for (RevCommit parent : parents) {
                if (walk.isMergedInto(parent, commit)) {
                    older.add(parent);
                }
            }
            parents.removeAll(older);
            parents.add(commit);
        }

        private void read(Repository repository, RevCommit commit) throws IOException {
            try (TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(commit.getTree());
                while (walk.next()) {
                    if (walk.getFileMode(0).equals(FileMode.REGULAR_FILE)) {
                        ObjectId blob = walk.getObjectId(0);
                        ObjectId other = files.putIfAbsent(walk.getPathString(), blob);
                        if (other != null && !other.equals(blob)) {
                            // to join them would replace one of the two
                            throw new BranchUnusableException("the branch has another " + walk.getPathString()
                                    + " here than at a remote; see who changed it");
                        }
                    } else {
                        haveMore = true;
                    }
                }
            }
        }

        boolean areAllInLocal() {
            return parents.size() == 1 && parents.get(0).equals(local);
        }
    }
}
