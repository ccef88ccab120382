package dev.smsconfig.git;

import dev.smsconfig.git.FileHistory.Change;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a config folder was read at, or differs from.
 *
 * @param folder as the user named it
 * @param path of the folder in the repository, empty for the repository's root
 */
record ReadCommit(Repository repository, RevCommit commit, Path folder, String path) {

    /** The path in the repository of a file of the folder. */
    String pathOf(Path file) {
        String inFolder = folder.relativize(file).toString().replace(File.separatorChar, '/');
        return path.isEmpty() ? inFolder : path + "/" + inFolder;
    }

    /**
     * The last commit that changed a file of each tenant.
     *
     * @param sources the files of each tenant
     * @param differing the paths in the repository of files that were not read from the commit
     */
    TenantCommits tenantCommits(Map<TenantId, List<Path>> sources, Set<String> differing, SignatureCheck signatures) {
        Map<Path, String> paths = new HashMap<>();
        sources.values().forEach(files -> files.forEach(file -> paths.computeIfAbsent(file, this::pathOf)));
        Set<String> wanted = new HashSet<>(paths.values());
        wanted.removeAll(differing);
        try (RevWalk walk = new RevWalk(repository)) {
            Map<String, Change> changes = FileHistory.of(repository, commit, path, wanted);
            Map<ObjectId, Provenance> read = new HashMap<>();
            Map<TenantId, Provenance> commits = new HashMap<>();
            for (Map.Entry<TenantId, List<Path>> tenant : sources.entrySet()) {
                Optional<ObjectId> last = last(tenant.getValue().stream()
                        .map(file -> changes.get(paths.get(file)))
                        .toList());
                if (last.isPresent()) {
                    Provenance known = read.get(last.get());
                    if (known == null) {
                        known = ProvenanceReader.read(walk.parseCommit(last.get()), signatures);
                        read.put(last.get(), known);
                    }
                    commits.put(tenant.getKey(), known);
                }
            }
            return new TenantCommits(commits, note(sources.size() - commits.size(), differing));
        } catch (IOException | RuntimeException e) {
            // not the message: it may quote what it failed to parse
            return new TenantCommits(
                    Map.of(),
                    "the history can't be read (" + e.getClass().getSimpleName()
                            + "), so it is not recorded which commit changed each tenant last"
                            + (e instanceof MissingObjectException ? "; the clone is not whole" : ""));
        }
    }

    /** Empty where a file is in no commit, or where the last change may lie before what a shallow clone has. */
    private static Optional<ObjectId> last(List<@Nullable Change> changes) {
        return changes.stream().allMatch(Objects::nonNull)
                ? changes.stream()
                        .flatMap(Stream::ofNullable)
                        .min(Comparator.comparingInt(Change::place))
                        .filter(change -> !change.orBefore())
                        .map(Change::commit)
                : Optional.empty();
    }

    private @Nullable String note(int unknown, Set<String> differing) throws IOException {
        boolean shallow = !Repositories.ends(repository).isEmpty();
        if (unknown == 0 || !shallow || !differing.isEmpty()) {
            return null;
        }
        return "the clone is shallow, so it is not known of " + unknown + (unknown == 1 ? " tenant" : " tenants")
                + " which commit changed them last; the rest comes with: git fetch --unshallow";
    }
}
