package dev.smsconfig.git;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a config folder was read at, or differs from.
 *
 * @param folder as the user named it
 * @param path of the folder in the repository, empty for the repository's root
 */
record ReadCommit(Repository repository, RevCommit commit, Path folder, String path) {

    /** The id of the folder's own tree; empty where it can't be read. */
    Optional<String> treeId() {
        if (path.isEmpty()) {
            return Optional.of(commit.getTree().getName());
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            return walk == null
                    ? Optional.empty()
                    : Optional.of(walk.getObjectId(0).getName());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The path in the repository of a file of the folder. */
    String pathOf(Path file) {
        String inFolder = folder.relativize(file).toString().replace(File.separatorChar, '/');
        return path.isEmpty() ? inFolder : path + "/" + inFolder;
    }

    /**
     * The last commit that changed a file of each tenant.
     *
     * @param sources the files of each tenant
     * @param differing the paths in the repository of files that may hold something else than in the commit
     */
    TenantCommits tenantCommits(Map<TenantId, List<Path>> sources, Set<String> differing, SignatureCheck signatures) {
        Map<Path, String> paths = new HashMap<>();
        Map<TenantId, List<String>> committed = new HashMap<>();
        sources.forEach((tenant, files) -> {
            List<String> own = files.stream()
                    .map(file -> paths.computeIfAbsent(file, this::pathOf))
                    .toList();
            if (Collections.disjoint(own, differing)) {
                committed.put(tenant, own);
            }
        });
        try {
            Map<TenantId, ObjectId> last = LastChanges.of(repository, commit, path, committed);
            return new TenantCommits(provenance(last, signatures), note(committed.size() - last.size()));
        } catch (IOException | RuntimeException e) {
            // not the message: it may quote what it failed to parse
            return new TenantCommits(
                    Map.of(),
                    "the history can't be read (" + e.getClass().getSimpleName()
                            + "), so it is not recorded which commit changed each tenant last"
                            + (e instanceof MissingObjectException ? "; the clone is not whole" : ""));
        }
    }

    private Map<TenantId, Provenance> provenance(Map<TenantId, ObjectId> commits, SignatureCheck signatures)
            throws IOException {
        Map<ObjectId, Provenance> read = new HashMap<>();
        Map<TenantId, Provenance> byTenant = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Map.Entry<TenantId, ObjectId> tenant : commits.entrySet()) {
                Provenance known = read.get(tenant.getValue());
                if (known == null) {
                    known = ProvenanceReader.read(walk.parseCommit(tenant.getValue()), signatures);
                    read.put(tenant.getValue(), known);
                }
                byTenant.put(tenant.getKey(), known);
            }
        }
        return byTenant;
    }

    private @Nullable String note(int unknown) throws IOException {
        if (unknown == 0 || Repositories.ends(repository).isEmpty()) {
            return null;
        }
        return "the clone is shallow, so it is not known of " + unknown + (unknown == 1 ? " tenant" : " tenants")
                + " which commit changed them last; the rest comes with: git fetch --unshallow";
    }
}
