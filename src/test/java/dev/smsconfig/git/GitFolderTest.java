package dev.smsconfig.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.state.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitFolderTest {

    @TempDir
    Path dir;

    private TestRepository repository;

    @BeforeEach
    void commitAFleet() {
        repository = TestRepository.withFleet(dir.resolve("repository"));
    }

    private record Read(Configuration configuration, FolderVersion version) {

        static Read of(Path folder, GitFolder from) {
            try (from) {
                return new Read(ConfigFolder.read(folder, from.files()), from.version(null, Instant.EPOCH));
            }
        }

        List<String> problems() {
            return configuration.problems().stream()
                    .map(problem -> problem.rule().id())
                    .toList();
        }

        List<String> tenants() {
            return configuration.tenants().stream()
                    .map(state -> state.tenant().value())
                    .toList();
        }

        String commit() {
            Provenance provenance = version.provenance();
            return provenance == null ? "none" : provenance.commit();
        }

        String note() {
            return Objects.requireNonNullElse(version.note(), "");
        }
    }

    private Read current() {
        return current(repository.configs());
    }

    private static Read current(Path folder) {
        return Read.of(folder, GitFolder.current(folder));
    }

    private Read at(String revision) throws RevisionUnavailableException {
        return Read.of(repository.configs(), GitFolder.at(repository.configs(), revision));
    }

    /** What every state of a folder without a usable commit has in common. */
    private static void assertReadFromDiskWithoutCommit(Read read, String note) {
        assertThat(read.commit()).isEqualTo("none");
        assertThat(read.version().dirty()).isFalse();
        assertThat(read.version().isCommitted()).isFalse();
        assertThat(read.note()).contains(note).endsWith("the files on disk are read, without a commit");
        assertThat(read.problems()).isEmpty();
        assertThat(read.tenants()).containsExactly("Cust1", "Cust2");
    }

    @Test
    void readsTheCommitWhereNothingDiffers() {
        Read read = current();

        assertThat(read.commit()).isEqualTo(repository.git("rev-parse", "HEAD"));
        assertThat(read.version().provenance())
                .extracting(Provenance::tree)
                .isEqualTo(repository.git("rev-parse", "HEAD^{tree}"));
        assertThat(read.version().isCommitted()).isTrue();
        assertThat(read.version().note()).isNull();
        assertThat(read.problems()).isEmpty();
        assertThat(read.tenants()).containsExactly("Cust1", "Cust2");
    }

    static Stream<ThrowingChange> changes() {
        return Stream.of(
                new ThrowingChange(
                        "modified",
                        folder -> folder.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "Second"))),
                new ThrowingChange("staged", folder -> {
                    folder.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "Second"));
                    folder.git("add", "-A");
                }),
                new ThrowingChange("staged, and undone on disk only", folder -> {
                    folder.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "Second"));
                    folder.git("add", "-A");
                    folder.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "First"));
                }),
                new ThrowingChange("new", folder -> folder.write("configs/tenants/Cust3.yaml", "")),
                new ThrowingChange(
                        "deleted", folder -> Files.delete(folder.root.resolve("configs/tenants/Cust1.yaml"))),
                new ThrowingChange(
                        "executable",
                        folder -> assertThat(folder.root
                                        .resolve("configs/tenants/Cust1.yaml")
                                        .toFile()
                                        .setExecutable(true))
                                .isTrue()));
    }

    record ThrowingChange(String name, Change change) {

        interface Change {
            void to(TestRepository repository) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isDirtyWhereAFileDiffers(ThrowingChange change) throws IOException {
        change.change().to(repository);

        Read read = current();

        assertThat(read.version().dirty()).isTrue();
        assertThat(read.commit()).isEqualTo(repository.git("rev-parse", "HEAD"));
        assertThat(read.note())
                .startsWith("1 file differs from commit " + read.commit().substring(0, 10));
    }

    @Test
    void readsTheDiskWhereItIsDirty() {
        repository.write("configs/tenants/Cust3.yaml", TestRepository.tenant("Cust3", "First"));

        assertThat(current().tenants()).containsExactly("Cust1", "Cust2", "Cust3");
    }

    @Test
    void staysCleanWhereFilesDifferThatLieElsewhere() {
        repository.write("README.md", "old").commit("Describe");
        repository.write("README.md", "new").write("configs2/fleet.yaml", "new");

        assertThat(current().version().isCommitted()).isTrue();
    }

    @Test
    void saysThatIgnoredTenantFilesAreNotRead() {
        repository.write(".gitignore", "Cust3.yaml\nsecrets/\n").commit("Ignore");
        repository
                .write("configs/tenants/Cust3.yaml", TestRepository.tenant("Cust3", "First"))
                .write("configs/secrets/x.yaml", "x");

        Read read = current();

        assertThat(read.version().isCommitted()).isTrue();
        assertThat(read.tenants()).containsExactly("Cust1", "Cust2");
        assertThat(read.note()).isEqualTo("git ignores 1 tenant file: it is in no commit and not read");
    }

    @Test
    void readsTheDiskOutsideOfRepositories() {
        Path folder = dir.resolve("plain/configs");
        TestRepository.at(dir.resolve("plain"))
                .write("configs/fleet.yaml", TestRepository.FLEET)
                .write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "First"))
                .write("configs/tenants/Cust2.yaml", TestRepository.tenant("Cust2", "First"));

        assertReadFromDiskWithoutCommit(current(folder), folder + " is in no git repository");
    }

    @Test
    void readsTheDiskWhereThereIsNoCommitYet() throws IOException {
        TestRepository empty = TestRepository.in(dir.resolve("empty"));
        copyFleet(empty.configs());

        assertReadFromDiskWithoutCommit(current(empty.configs()), "has no commit yet");
    }

    @Test
    void readsTheDiskInABareRepository() throws IOException {
        TestRepository bare = TestRepository.at(dir.resolve("bare"));
        bare.git("init", "-q", "--bare", ".");
        copyFleet(bare.configs());

        assertReadFromDiskWithoutCommit(current(bare.configs()), "lies in a bare git repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git/config", ".git/index"})
    void readsTheDiskWhereTheRepositoryIsBroken(String file) {
        repository.write(file, "\u0000 [ no such thing");

        assertReadFromDiskWithoutCommit(current(), "can't be read");
    }

    @Test
    void readsTheDiskWhereAnObjectIsMissing() throws IOException {
        String tree = repository.git("rev-parse", "HEAD:configs/tenants");
        Files.delete(repository.root.resolve(".git/objects/" + tree.substring(0, 2) + "/" + tree.substring(2)));

        assertReadFromDiskWithoutCommit(current(), "can't be read (MissingObjectException)");
    }

    @Test
    void readsTheDiskWhereTheObjectFormatIsUnknown() throws IOException {
        TestRepository other = TestRepository.at(dir.resolve("sha256"));
        other.git("init", "-q", "--object-format=sha256", ".");
        copyFleet(other.configs());
        other.git("add", "-A");
        other.git("commit", "-q", "-m", "Begin");

        assertReadFromDiskWithoutCommit(current(other.configs()), "git repository");
    }

    @Test
    void readsTheDiskWhereTheCommitLacksTheFolder() throws IOException {
        Path other = repository.root.resolve("other");
        copyFleet(other);

        assertReadFromDiskWithoutCommit(current(other), "is not in the commit that is checked out");
    }

    private void copyFleet(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("tenants"));
        for (String file : List.of("fleet.yaml", "tenants/Cust1.yaml", "tenants/Cust2.yaml")) {
            Files.copy(repository.configs().resolve(file), folder.resolve(file));
        }
    }

    @Test
    void readsALinkedWorkingTree() {
        repository.git(
                "worktree", "add", "-q", "-b", "side", dir.resolve("side").toString());
        TestRepository side = TestRepository.at(dir.resolve("side"));
        side.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "Second"));
        String commit = side.commit("Second");

        assertThat(current(side.configs()).commit()).isEqualTo(commit);
        assertThat(current().commit()).isNotEqualTo(commit);
    }

    @Test
    void readsAFolderThatIsTheRepositoryItself() {
        TestRepository whole = TestRepository.in(dir.resolve("whole"))
                .write("fleet.yaml", TestRepository.FLEET)
                .write("tenants/no/Cust1.yaml", TestRepository.tenant("Cust1", "First"));
        String commit = whole.commit("Begin");

        Read read = current(whole.root);

        assertThat(read.commit()).isEqualTo(commit);
        assertThat(read.version().isCommitted()).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(read.tenants()).containsExactly("Cust1");
    }

    @Test
    void readsAFolderThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), repository.configs());

        assertThat(current(link).tenants()).containsExactly("Cust1", "Cust2");
        assertThat(current(link).version().isCommitted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD~1", "v1", "old", "main~1"})
    void readsARevisionWhateverIsOnDisk(String revision) throws Exception {
        repository.git("tag", "-m", "One", "v1");
        repository.git("branch", "old");
        String first = repository.git("rev-parse", "HEAD");
        repository
                .write("configs/tenants/Cust3.yaml", TestRepository.tenant("Cust3", "First"))
                .commit("Second");
        repository.git("rm", "-rq", "configs");

        Read read = at(revision);

        assertThat(read.commit()).isEqualTo(first);
        assertThat(read.version().isCommitted()).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(read.tenants()).containsExactly("Cust1", "Cust2");
    }

    @Test
    void namesProblemsOfARevisionByTheirPathsInTheFolder() throws Exception {
        repository.write("configs/tenants/Cust1.yaml", "kind: [\n").commit("Break");

        assertThat(at("HEAD").configuration().problems().get(0).file())
                .isEqualTo(repository.configs() + "/tenants/Cust1.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "HEAD~5", "", "a..b", "^", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"})
    void saysWhereThereIsNoSuchRevision(String revision) {
        assertThatThrownBy(() -> at(revision))
                .isInstanceOf(RevisionUnavailableException.class)
                .hasMessageContaining("name a branch, a tag or a commit");
    }

    @Test
    void refusesARevisionOutsideOfRepositories() {
        assertThatThrownBy(() -> GitFolder.at(dir.resolve("nowhere"), "HEAD"))
                .isInstanceOf(RevisionUnavailableException.class)
                .hasMessageContaining("is in no git repository");
    }

    @Test
    void saysThatAShallowCloneLacksARevision() {
        repository.commit("Second");
        TestRepository clone = TestRepository.at(dir.resolve("shallow"));
        clone.git("clone", "-q", "--depth=1", "file://" + repository.root, ".");

        assertThat(current(clone.configs()).version().isCommitted()).isTrue();
        assertThatThrownBy(() -> GitFolder.at(clone.configs(), "HEAD~1"))
                .isInstanceOf(RevisionUnavailableException.class)
                .hasMessageContaining("git fetch --unshallow");
    }

    @Test
    void saysWhatAPartialCloneLacks() throws Exception {
        repository.git("config", "uploadpack.allowFilter", "true");
        TestRepository clone = TestRepository.at(dir.resolve("partial"));
        clone.git("clone", "-q", "--filter=blob:none", "--no-checkout", "file://" + repository.root, ".");

        Read read = Read.of(clone.configs(), GitFolder.at(clone.configs(), "HEAD"));

        assertThat(read.problems()).containsExactly("file.unreadable", "file.unreadable", "file.unreadable");
        assertThat(read.configuration().problems().get(0).message()).contains("git fetch --refetch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-sparse-index", "--sparse-index"})
    void readsTheWholeFleetInASparseCheckout(String index) {
        repository
                .write("configs/tenants/se/Cust3.yaml", TestRepository.tenant("Cust3", "First"))
                .commit("Third");
        repository.git("sparse-checkout", "set", "--cone", "--no-sparse-index", "configs/tenants/dk");
        assertThat(repository.configs().resolve("tenants/se")).doesNotExist();
        repository.git("sparse-checkout", "set", "--cone", index, "configs/tenants/dk");

        Read read = current();

        if (read.version().isCommitted()) {
            assertThat(read.tenants()).containsExactly("Cust1", "Cust2", "Cust3");
        } else {
            assertThat(read.note()).contains("can't be read");
        }
    }

    @Test
    void saysWhatADirtySparseCheckoutLeavesOut() {
        repository
                .write("configs/tenants/se/Cust3.yaml", TestRepository.tenant("Cust3", "First"))
                .commit("Third");
        repository.git("sparse-checkout", "set", "--cone", "configs/tenants/dk");
        repository.write("configs/tenants/Cust1.yaml", TestRepository.tenant("Cust1", "Second"));

        Read read = current();

        assertThat(read.tenants()).containsExactly("Cust1", "Cust2");
        assertThat(read.note()).contains("the checkout is sparse, so 1 of the commit's files are not read");
    }

    private String blob(String text) {
        return repository.object("blob", text);
    }

    /** Puts an entry into the index without a file. */
    private Read withEntry(String mode, String id, String path) throws RevisionUnavailableException {
        repository.git("update-index", "--add", "--cacheinfo", mode + "," + id + ",configs/tenants/" + path);
        repository.git("commit", "-q", "-m", "Entry");
        return at("HEAD");
    }

    @Test
    void refusesASymbolicLink() throws Exception {
        assertThat(withEntry("120000", blob("../../../etc/passwd"), "Cust3.yaml")
                        .problems())
                .containsExactly("file.symlink");
    }

    @Test
    void refusesASubmodule() throws Exception {
        assertThat(withEntry("160000", repository.git("rev-parse", "HEAD"), "sub")
                        .problems())
                .containsExactly("file.submodule");
    }

    @Test
    void readsAnExecutableFile() throws Exception {
        assertThat(withEntry("100755", blob(TestRepository.tenant("Cust3", "First")), "Cust3.yaml")
                        .tenants())
                .containsExactly("Cust1", "Cust2", "Cust3");
    }

    @Test
    void refusesNamesThatDifferInCaseOnly() throws Exception {
        assertThat(withEntry("100644", blob(TestRepository.tenant("CUST1", "First")), "CUST1.yaml")
                        .problems())
                .containsExactly("tenant.duplicate", "tenant.duplicate");
    }

    @Test
    void refusesATooLargeFile() throws Exception {
        assertThat(withEntry("100644", blob("#".repeat(300_000)), "Cust3.yaml").problems())
                .containsExactly("file.too-large");
    }

    @Test
    void refusesAPointerOfGitLfs() throws Exception {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n";
        assertThat(withEntry("100644", blob(pointer), "Cust3.yaml").problems()).containsExactly("file.lfs-pointer");
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden.yaml", "Cust3.yaml.orig", "Cust3.yml"})
    void refusesTheSameNamesAsOnDisk(String name) throws Exception {
        String onDisk = ConfigFolder.read(
                        repository.write("configs/tenants/" + name, "x").configs())
                .problems()
                .get(0)
                .text();

        assertThat(withEntry("100644", blob("x"), name).configuration().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).isEqualTo(onDisk));
    }

    private String commitOfTree(String tree) {
        String configs = repository.run(
                List.of("git", "mktree"),
                "100644 blob %s\tfleet.yaml\n040000 tree %s\ttenants\n".formatted(blob(TestRepository.FLEET), tree));
        String top = repository.run(List.of("git", "mktree"), "040000 tree %s\tconfigs\n".formatted(configs));
        return repository.git("commit-tree", "-m", "Odd", top);
    }

    @Test
    void refusesATreeThatUnfoldsWithoutEnd() {
        String tree = repository.run(List.of("git", "mktree"), "100644 blob %s\tCust1.yaml\n".formatted(blob("x")));
        for (int level = 0; level < 12; level++) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                entries.append("040000 tree ")
                        .append(tree)
                        .append("\td")
                        .append(i)
                        .append('\n');
            }
            tree = repository.run(List.of("git", "mktree"), entries.toString());
        }
        String bomb = commitOfTree(tree);

        assertThatThrownBy(() -> at(bomb)).isInstanceOf(RevisionUnavailableException.class);
    }

    @Test
    void readsATreeThatIsDeeperThanTheStack() throws Exception {
        String tree = repository.run(List.of("git", "mktree"), "100644 blob %s\tCust1.txt\n".formatted(blob("x")));
        for (int level = 0; level < 60; level++) {
            tree = repository.run(List.of("git", "mktree"), "040000 tree %s\tdeep\n".formatted(tree));
        }

        assertThat(at(commitOfTree(tree)).problems()).containsExactly("file.name");
    }

    @Test
    void readsNamesThatLeadElsewhereAsNames() throws Exception {
        String tree = repository.run(
                List.of("git", "-c", "core.protectNTFS=false", "mktree"),
                "100644 blob %s\ta\\b.yaml\n".formatted(blob("x")));

        assertThat(at(commitOfTree(tree)).configuration().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("/tenants/%a%5Cb.yaml"));
    }

    @Test
    void leavesTheRepositoryAsItWas() throws Exception {
        String before = listing();

        current();
        at("HEAD");

        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void measuresNoFileSystemByWritingToIt() {
        current();

        assertThat(FS.getFileStoreAttributes(repository.root).getFsTimestampResolution())
                .isEqualTo(Repositories.TIMESTAMP_RESOLUTION);
    }

    private String listing() {
        return repository.run(List.of("find", ".", "-type", "f", "-printf", "%p %s %T@\n"), "");
    }
}
