package dev.smsconfig.git;

import static dev.smsconfig.git.TestRepository.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantCommitsTest {

    @TempDir
    Path dir;

    private TestRepository repository;
    private String first;

    /** A is in the group low, B in high, which builds on low; C is in none. */
    @BeforeEach
    void commitAFleet() {
        repository = TestRepository.in(dir.resolve("repository"));
        repository.write("configs/fleet.yaml", FLEET);
        group("low", "", "+47");
        group("high", ", groups: [low]", "+46");
        tenant("A", ", groups: [low]", "First");
        tenant("B", ", groups: [high]", "First");
        tenant("C", "", "First");
        first = repository.commit("Begin");
    }

    private void group(String name, String more, String prefix) {
        repository.write(
                "configs/groups/" + name + ".yaml",
                "apiVersion: smsconfig/v1\nkind: Group\nmetadata: { name: " + name + more
                        + " }\nspec: { DefaultSmsCountry: \"" + prefix + "\" }\n");
    }

    private void tenant(String id, String more, String sender) {
        repository.write(
                "configs/tenants/" + id + ".yaml",
                "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: " + id + more
                        + " }\nspec: { NsPluginSender: " + sender + " }\n");
    }

    private static TenantCommits commits(TestRepository of) {
        try (GitFolder folder = GitFolder.current(of.configs())) {
            return folder.tenantCommits(
                    ConfigFolder.layers(of.configs(), folder.files()).sources(), null, Instant.EPOCH);
        }
    }

    private Map<String, String> commits() {
        return ids(commits(repository));
    }

    private static Map<String, String> ids(TenantCommits commits) {
        Map<String, String> ids = new TreeMap<>();
        commits.byTenant().forEach((tenant, commit) -> ids.put(tenant.value(), commit.commit()));
        return ids;
    }

    @Test
    void aTenantsOwnFileCountsForItAlone() {
        tenant("C", "", "Second");
        String second = repository.commit("Second");
        repository.write("README.md", "unrelated").commit("Third");

        assertThat(commits()).isEqualTo(Map.of("A", first, "B", first, "C", second));
    }

    @Test
    void aGroupCountsForThoseThatReachItOverOthersToo() {
        group("low", "", "+45");
        String second = repository.commit("Second");

        assertThat(commits()).isEqualTo(Map.of("A", second, "B", second, "C", first));
    }

    @Test
    void theFleetsFileCountsForAll() {
        tenant("C", "", "Second");
        repository.commit("Second");
        repository.write("configs/fleet.yaml", FLEET + "# more\n");
        String third = repository.commit("Third");

        assertThat(commits()).isEqualTo(Map.of("A", third, "B", third, "C", third));
    }

    @Test
    void theOneThatBuildsOnTheOtherIsTheLastWhateverTheClocksSaid() {
        tenant("A", ", groups: [low]", "Second");
        repository.commitAt("2031-01-01T00:00:00Z", "Second");
        group("low", "", "+45");
        String third = repository.commitAt("2001-01-01T00:00:00Z", "Third");

        assertThat(commits()).containsEntry("A", third);
    }

    @Test
    void theOneThatBuildsOnTheOtherIsTheLastThoughItIsOnABranchWithASlowClock() {
        repository.git("checkout", "-q", "-b", "side");
        group("low", "", "+45");
        repository.commitAt("2031-01-01T00:00:00Z", "Low");
        tenant("A", ", groups: [low]", "Second");
        String last = repository.commitAt("2001-01-01T00:00:00Z", "Second");
        repository.git("checkout", "-q", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "Merge", "side");

        assertThat(commits()).containsEntry("A", last);
    }

    @Test
    void aMergeCountsOnlyWhereItChangedAFileItself() {
        repository.git("checkout", "-q", "-b", "side");
        tenant("A", ", groups: [low]", "Side");
        String side = repository.commit("Side");
        repository.git("checkout", "-q", "main");
        tenant("C", "", "Main");
        String main = repository.commit("Main");
        repository.git("merge", "-q", "--no-commit", "side");
        tenant("B", ", groups: [high]", "Merged");
        String merge = repository.commit("Merge");

        assertThat(commits()).isEqualTo(Map.of("A", side, "B", merge, "C", main));
    }

    @Test
    void whatAMergeLeftOutDoesNotCount() {
        repository.git("checkout", "-q", "-b", "side");
        tenant("A", ", groups: [low]", "Side");
        repository.commit("Side");
        repository.git("checkout", "-q", "main");
        repository.git("merge", "-q", "-s", "ours", "-m", "Merge", "side");

        assertThat(commits()).containsEntry("A", first);
    }

    @Test
    void ofTheFilesThatWereNotCommittedNothingIsSaid() {
        tenant("C", "", "Unsaid");
        tenant("D", "", "New");
        group("high", ", groups: [low]", "+45");

        assertThat(commits()).isEqualTo(Map.of("A", first));
        assertThat(commits(repository).note()).isNull();
    }

    @Test
    void aFileThatGitWasToldNotToWatchMayBeAnother() {
        repository.git("update-index", "--assume-unchanged", "configs/tenants/A.yaml");
        tenant("A", ", groups: [low]", "Hidden");
        tenant("C", "", "Unsaid");

        assertThat(commits()).isEqualTo(Map.of("B", first));
    }

    @Test
    void anIgnoredFileAmongChangedOnesIsInNoCommit() {
        repository.write(".gitignore", "D.yaml\n").commit("Ignore");
        tenant("D", "", "Ignored");
        tenant("C", "", "Unsaid");

        assertThat(commits()).isEqualTo(Map.of("A", first, "B", first));
    }

    @Test
    void aFolderThatIsTheRepositoryItselfWorks() {
        TestRepository own = TestRepository.in(dir.resolve("own"));
        own.write("fleet.yaml", FLEET).write("tenants/A.yaml", TestRepository.tenant("A", "a"));
        String commit = own.commit("Begin");

        try (GitFolder folder = GitFolder.current(own.root)) {
            TenantCommits commits = folder.tenantCommits(
                    ConfigFolder.layers(own.root, folder.files()).sources(), null, Instant.EPOCH);
            assertThat(ids(commits)).isEqualTo(Map.of("A", commit));
        }
    }

    @Test
    void namesAuthorAndSignatureOfTheTenantsCommit() {
        tenant("C", "", "Second");
        repository.commit("Second", "--author=Bo <bo@example.com>");
        repository.write("README.md", "unrelated").commit("Third");

        Provenance commit =
                Objects.requireNonNull(commits(repository).byTenant().get(new TenantId("C")));

        assertThat(commit.author().email()).isEqualTo("bo@example.com");
        assertThat(commit.subject()).isEqualTo("Second");
        assertThat(commit.signature()).isEqualTo(Provenance.Signature.ABSENT);
    }

    @Test
    void aShallowCloneKnowsOnlyWhatWasChangedAfterItsFirstCommit() {
        tenant("A", ", groups: [low]", "Second");
        repository.commit("Second");
        tenant("C", "", "Third");
        String third = repository.commit("Third");

        TenantCommits commits = commits(shallowClone(2));

        assertThat(ids(commits)).isEqualTo(Map.of("C", third));
        assertThat(commits.note()).contains("not known of 2 tenants").contains("git fetch --unshallow");
    }

    @Test
    void aCloneThatIsWholeAfterAllHasNothingToNote() {
        repository.commit("Second");

        TenantCommits commits = commits(shallowClone(2));

        assertThat(ids(commits)).isEqualTo(Map.of("A", first, "B", first, "C", first));
        assertThat(commits.note()).isNull();
    }

    private TestRepository shallowClone(int depth) {
        TestRepository clone = TestRepository.at(dir.resolve("clone"));
        clone.git("clone", "-q", "--depth=" + depth, "file://" + repository.root, ".");
        return clone;
    }

    @Test
    void saysThatTheHistoryIsNotWhole() throws IOException {
        tenant("C", "", "Second");
        repository.commit("Second");
        Files.delete(repository.root.resolve(".git/objects/" + first.substring(0, 2) + "/" + first.substring(2)));

        TenantCommits commits = commits(repository);

        assertThat(commits.byTenant()).isEmpty();
        assertThat(commits.note()).contains("MissingObjectException").contains("the clone is not whole");
    }

    @Test
    void saysNothingWithoutARepository() throws IOException {
        TestRepository none = TestRepository.at(dir.resolve("none"));
        none.write("configs/fleet.yaml", FLEET).write("configs/tenants/A.yaml", TestRepository.tenant("A", "a"));

        assertThat(commits(none)).isEqualTo(TenantCommits.NONE);
    }

    /** Random histories with merges, clocks that run backwards and branches that are left out, against git's own log. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsForEachFileTheCommitThatGitFinds(long seed) {
        Random random = new Random(seed);
        List<String> branches = List.of("main", "side", "other");
        repository.git("branch", "side");
        repository.git("branch", "other");
        for (int i = 0; i < 25; i++) {
            repository.git("checkout", "-q", branches.get(random.nextInt(3)));
            if (random.nextInt(4) == 0) {
                String strategy = List.of("ours", "recursive").get(random.nextInt(2));
                repository.git(
                        "merge",
                        "-q",
                        "--no-ff",
                        "-s",
                        strategy,
                        "-X" + List.of("ours", "theirs").get(random.nextInt(2)),
                        "-m",
                        "Merge " + i,
                        branches.get(random.nextInt(3)));
            } else {
                tenant(List.of("A", "B", "C", "D", "E").get(random.nextInt(5)), "", "s" + random.nextInt(3));
                repository.commitAt("20%02d-01-01T00:00:00Z".formatted(10 + random.nextInt(20)), "Change " + i);
            }
        }
        repository.git("checkout", "-q", "main");

        Map<TenantId, List<Path>> files = new HashMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (String file : repository.git("ls-files", "configs/tenants").split("\n")) {
            String id = file.replaceAll(".*/|\\.yaml", "");
            files.put(new TenantId(id), List.of(repository.root.resolve(file)));
            expected.put(id, repository.git("log", "-1", "--format=%H", "--", file));
        }
        try (GitFolder folder = GitFolder.current(repository.configs())) {
            assertThat(ids(folder.tenantCommits(files, null, Instant.EPOCH))).isEqualTo(expected);
        }
    }
}
