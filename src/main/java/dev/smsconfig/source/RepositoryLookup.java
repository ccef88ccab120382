package dev.smsconfig.source;

import dev.smsconfig.source.Node.Mapping;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a config folder says that the job repository is. Looks at nothing else of {@code fleet.yaml}: a fault elsewhere
 * in it must keep nobody from the history.
 */
public sealed interface RepositoryLookup {

    /** The folder says where. */
    record Named(Repository repository) implements RepositoryLookup {}

    /** There is a {@code fleet.yaml}, and it leaves the repository to the work folder. */
    record Unnamed() implements RepositoryLookup {}

    /** There is no {@code fleet.yaml}. */
    record NoFleet() implements RepositoryLookup {}

    /** What stands there can't be understood. */
    record Unreadable(List<Problem> problems) implements RepositoryLookup {

        public Unreadable {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Looks into {@code fleet.yaml}; never fails, and resolves no secret.
     *
     * @param folder as the user named it: problems show paths that begin with it
     * @param tree where its files come from
     */
    static RepositoryLookup in(Path folder, FileTree tree) {
        FolderListing listing = new FolderListing(folder, tree);
        Path file = folder.resolve(FolderListing.FLEET);
        if (listing.kind(folder) != FileTree.Kind.FOLDER || listing.kind(file) == FileTree.Kind.MISSING) {
            return new NoFleet();
        }
        FileProblems problems = new FileProblems(listing.label(file));
        Mapping root = ConfigFile.fleet(tree, file).read(problems);
        Repository repository = root == null ? null : repository(root, problems);
        List<Problem> errors = problems.list().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            return new Unreadable(errors);
        }
        return repository == null ? new Unnamed() : new Named(repository);
    }

    private static @Nullable Repository repository(Mapping root, FileProblems problems) {
        Node.Entry entry = root.entries().get("repository");
        // literals are judged where the whole file is read
        return entry == null
                ? null
                : new RepositoryReader(problems, new Values(PlaintextPolicy.ALLOW, problems))
                        .read(Fields.fields(entry.value(), RepositoryReader.REPOSITORY, problems));
    }
}
