package dev.smsconfig.git;

import dev.smsconfig.source.Attribution;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.Layered;
import dev.smsconfig.source.LineOrigin;
import dev.smsconfig.state.Provenance.Signature;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * A config folder as a run reads it: from one commit, or from disk where no commit says the same. Changes nothing in the
 * repository and no file on disk.
 */
public final class GitFolder implements AutoCloseable {

    private final FileTree files;
    private final @Nullable ReadCommit commit;
    private final @Nullable WorkingCopy changed;
    private final @Nullable String note;

    /** @param changed how the files differ from the commit, where they are not the commit's; else null */
    private GitFolder(
            FileTree files, @Nullable ReadCommit commit, @Nullable WorkingCopy changed, @Nullable String note) {
        this.files = files;
        this.commit = commit;
        this.changed = changed;
        this.note = note;
    }

    /**
     * Takes the commit that is checked out where the files on disk are the same as in it, and the files on disk where
     * they are not, or where there is no commit that can be read.
     */
    public static GitFolder current(Path folder) {
        Repository repository = null;
        try {
            repository = Repositories.around(folder);
            return repository == null
                    ? onDisk(folder, folder + " is in no git repository")
                    : current(repository, folder);
        } catch (IOException | JGitInternalException | IllegalArgumentException e) {
            if (repository != null) {
                repository.close();
            }
            // not the message: it may quote what it failed to parse
            return onDisk(
                    folder,
                    "the git repository of " + folder + " can't be read ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private static GitFolder current(Repository repository, Path folder) throws IOException {
        if (repository.isBare()) {
            return close(repository, folder, folder + " lies in a bare git repository");
        }
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return close(repository, folder, "the git repository of " + folder + " has no commit yet");
        }
        RevCommit commit = parse(repository, head);
        String path = Repositories.pathIn(repository, folder);
        CommitTree tree = CommitTree.of(repository, commit.getTree(), path, folder);
        if (!tree.isThere()) {
            return close(repository, folder, folder + " is not in the commit that is checked out");
        }
        WorkingCopy copy = WorkingCopy.compare(repository, commit, path);
        ReadCommit read = new ReadCommit(repository, commit, folder, path);
        return copy.isClean()
                ? new GitFolder(tree, read, null, ignored(copy))
                : new GitFolder(FileTree.onDisk(folder), read, copy, copy.note(commit, repository, path));
    }

    private static @Nullable String ignored(WorkingCopy copy) {
        int count = copy.ignoredConfig();
        return count == 0
                ? null
                : "git ignores " + count + (count == 1 ? " tenant file: it is" : " tenant files: they are")
                        + " in no commit and not read";
    }

    private static GitFolder close(Repository repository, Path folder, String why) {
        repository.close();
        return onDisk(folder, why);
    }

    private static GitFolder onDisk(Path folder, String why) {
        return new GitFolder(
                FileTree.onDisk(folder), null, null, why + ": the files on disk are read, without a commit");
    }

    /**
     * Takes a revision, whatever is on disk.
     *
     * @param revision a branch, a tag, a commit, {@code HEAD~1}: what git calls a revision
     * @throws RevisionUnavailableException where there is no such commit, or it can't be read
     */
    public static GitFolder at(Path folder, String revision) throws RevisionUnavailableException {
        Repository repository = null;
        try {
            repository = Repositories.around(folder);
            if (repository == null || repository.isBare()) {
                throw new RevisionUnavailableException(
                        folder + " is in no git repository with a working tree, so there is no revision to read");
            }
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id == null) {
                throw new RevisionUnavailableException("there is no revision " + revision + " in the repository of "
                        + folder + "; name a branch, a tag or a commit of it" + whereShallow(repository));
            }
            RevCommit commit = parse(repository, id);
            String path = Repositories.pathIn(repository, folder);
            return new GitFolder(
                    CommitTree.of(repository, commit.getTree(), path, folder),
                    new ReadCommit(repository, commit, folder, path),
                    null,
                    null);
        } catch (RevisionUnavailableException e) {
            close(repository);
            throw e;
        } catch (IOException | JGitInternalException | IllegalArgumentException e) {
            String shallow = whereShallow(repository);
            close(repository);
            throw new RevisionUnavailableException("revision " + revision + " can't be read ("
                    + e.getClass().getSimpleName() + "); name a branch, a tag or a commit in full, and see that the"
                    + " clone is whole" + shallow);
        }
    }

    /** Whether the repository of a folder has the commit and the list of its files. */
    public static boolean holds(Path folder, String commit) {
        try (GitFolder at = at(folder, commit)) {
            return at.commit != null;
        } catch (RevisionUnavailableException e) {
            return false;
        }
    }

    private static void close(@Nullable Repository repository) {
        if (repository != null) {
            repository.close();
        }
    }

    private static String whereShallow(@Nullable Repository repository) {
        try {
            return repository == null
                            || repository
                                    .getObjectDatabase()
                                    .getShallowCommits()
                                    .isEmpty()
                    ? ""
                    : "; the clone is shallow, the rest comes with: git fetch --unshallow";
        } catch (IOException e) {
            return "";
        }
    }

    private static RevCommit parse(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    /** The files, until this is closed. */
    public FileTree files() {
        return files;
    }

    /** The id of the commit that is read, or that the files on disk differ from; empty where there is none. */
    public Optional<String> commitId() {
        return Optional.ofNullable(commit).map(read -> read.commit().getName());
    }

    /** The id that git gives to the folder as it is in the commit; empty where there is none, or it can't be read. */
    public Optional<String> treeId() {
        return Optional.ofNullable(commit).flatMap(ReadCommit::treeId);
    }

    /**
     * Who stands behind what is read.
     *
     * @param signers whose signatures count, or null for nobody's
     * @param now the time at which OpenPGP keys have to be valid
     */
    public FolderVersion version(@Nullable AllowedSigners signers, Instant now) {
        ReadCommit read = commit;
        return read == null
                ? new FolderVersion(null, false, note)
                : new FolderVersion(
                        ProvenanceReader.read(read.commit(), new SignatureCheck(read.repository(), signers, now)),
                        changed != null,
                        note);
    }

    /**
     * Who stands behind each tenant's configuration.
     *
     * @param sources the files that it comes from
     * @param signers whose signatures count, or null for nobody's
     * @param now the time at which OpenPGP keys have to be valid
     */
    public TenantCommits tenantCommits(
            Map<TenantId, List<Path>> sources, @Nullable AllowedSigners signers, Instant now) {
        ReadCommit read = commit;
        return read == null
                ? TenantCommits.NONE
                : read.tenantCommits(
                        sources,
                        changed == null ? Set.of() : changed.unlikeCommit(),
                        new SignatureCheck(read.repository(), signers, now));
    }

    /** What git says of each line that an explanation names; call before this is closed. */
    public Attribution attribute(Explanation explanation, Layered layered) {
        ReadCommit read = commit;
        if (read == null) {
            return new Attribution(null, false, note, Map.of());
        }
        LineHistory history = new LineHistory(read, changed == null ? null : files);
        Map<Entry, LineOrigin> origins = new HashMap<>();
        explanation.fields().stream()
                .flatMap(field -> Stream.concat(Stream.of(field.effective()), field.overridden().stream()))
                .forEach(entry -> layered.file(entry.layer())
                        .ifPresent(file -> origins.put(entry, history.of(file, entry.place()))));
        return new Attribution(read.commit().name(), changed != null, note, origins);
    }

    /**
     * What a signature is worth that approves what is read.
     *
     * @param signed what it has to be over; a line feed after it is all the same
     * @param namespace what it has to be made for
     * @param armored as {@code ssh-keygen -Y sign} writes it
     * @param signers whose signatures count, or null for nobody's
     * @param now the time at which the key has to be valid
     */
    public Signature signatureOver(
            byte[] signed, String namespace, byte[] armored, @Nullable AllowedSigners signers, Instant now) {
        ReadCommit read = commit;
        return read == null
                ? SignatureCheck.claimed(null, "no commit stands behind the files")
                : new SignatureCheck(read.repository(), signers, now).over(signed, namespace, armored, read.commit());
    }

    @Override
    public void close() {
        if (commit != null) {
            commit.repository().close();
        }
    }
}
