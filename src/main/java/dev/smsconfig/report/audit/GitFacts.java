package dev.smsconfig.report.audit;

import dev.smsconfig.state.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What git tells of a period.
 *
 * @param note why the history could not be looked at, or what is missing of it; null where all of it was read
 * @param repository where it lies and what is checked out, in words; null where there is none
 * @param commits those that touch the config folder, oldest first
 * @param read for each commit that a run read, those of {@code commits} that it holds
 * @param missing commits that runs read and the repository does not have any more
 * @param plaintext secrets that stand in the files as they are
 */
public record GitFacts(
        @Nullable String note,
        @Nullable String repository,
        List<Touch> commits,
        Map<String, Set<String>> read,
        Set<String> missing,
        List<Plaintext> plaintext) {

    // 6 parameters: what is known of the repository (3), of its commits (2) and of its files

    public GitFacts {
        commits = List.copyOf(commits);
        read = Map.copyOf(read);
        missing = Set.copyOf(missing);
        plaintext = List.copyOf(plaintext);
    }

    /** Nothing could be looked at. */
    public static GitFacts none(String why) {
        return new GitFacts(why, null, List.of(), Map.of(), Set.of(), List.of());
    }

    public boolean isThere() {
        return repository != null;
    }

    /**
     * A commit that touches the config folder.
     *
     * @param files of the folder that it changes, by their paths in it
     * @param fault why no run can read it, or null where one can, or where that was not looked at
     */
    public record Touch(
            Provenance provenance, List<String> files, @Nullable String fault) {

        public Touch {
            files = List.copyOf(files);
        }

        String id() {
            return provenance.commit();
        }
    }

    /**
     * A secret that stands in a file.
     *
     * @param place file, line and column
     * @param commit the one that was looked at
     * @param since whether it stood there when the period began
     * @param open whether it stands there still
     */
    public record Plaintext(String place, String commit, boolean since, boolean open) {}
}
