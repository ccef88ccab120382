package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFolderTest {

    @TempDir
    Path dir;

    @Test
    void readsAFleetAndItsTenantsByIdFromAnyDepth() {
        Configuration configuration = TestFolder.in(dir)
                .write("tenants/Cust3.yaml", TestFolder.TENANT.replace("Cust1", "Cust3"))
                .write("tenants/a/b/c/Cust2.yaml", TestFolder.TENANT.replace("Cust1", "Cust2"))
                .read();

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.hasErrors()).isFalse();
        assertThat(configuration.fleet()).isNotNull();
        assertThat(configuration.tenants())
                .extracting(DesiredState::origin)
                .containsExactly("tenants/no/Cust1.yaml", "tenants/a/b/c/Cust2.yaml", "tenants/Cust3.yaml");
    }

    @Test
    void reportsAMissingFolder() {
        Configuration configuration = ConfigFolder.read(Path.of("no-such/configs"));

        assertThat(configuration.problems())
                .extracting(Problem::text)
                .containsExactly("no-such/configs:1:1: folder.missing no such folder; create it, or name the config"
                        + " folder with --configs DIR");
        assertThat(configuration.hasErrors()).isTrue();
    }

    @Test
    void reportsAFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(dir.resolve("configs"), "text");

        assertThat(ConfigFolder.read(file).problems())
                .extracting(TestFolder::brief)
                .containsExactly("folder.missing 1:1");
    }

    @Test
    void showsPathsAsTheUserTypedTheFolder() {
        Path relative = Path.of("target")
                .toAbsolutePath()
                .relativize(dir.toAbsolutePath())
                .normalize();
        TestFolder.in(dir).write("tenants/no/Cust1.yaml", "- a\n");
        Path typed = Path.of("target").resolve(relative).resolve("configs");

        assertThat(ConfigFolder.read(typed).problems())
                .extracting(Problem::file)
                .containsExactly(typed + "/tenants/no/Cust1.yaml");
    }

    @Test
    void reportsAMissingFleetFileBesidesWhatIsWrongWithTenants() {
        TestFolder folder = TestFolder.in(dir).delete("fleet.yaml").write("tenants/no/Cust1.yaml", "- a\n");

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("folder.no-fleet 1:1", "yaml.root 1:1");
        assertThat(folder.read().fleet()).isNull();
    }

    @Test
    void saysWhereAFleetFileWithTheOtherEndingBelongs() {
        TestFolder folder = TestFolder.in(dir).delete("fleet.yaml").write("fleet.yml", TestFolder.FLEET);

        assertThat(folder.read().problems())
                .extracting(Problem::rule)
                .containsExactly(Rule.FOLDER_NO_FLEET, Rule.FILE_NAME);
    }

    @Test
    void reportsAMissingTenantsFolder() throws IOException {
        Path root = Files.createDirectories(dir.resolve("configs"));
        Files.writeString(root.resolve("fleet.yaml"), TestFolder.FLEET);

        assertThat(ConfigFolder.read(root).problems())
                .extracting(p -> p.file() + " " + TestFolder.brief(p))
                .containsExactly(root + "/tenants folder.no-tenants 1:1");
    }

    @Test
    void reportsATenantsFolderWithoutTenants() {
        TestFolder folder = TestFolder.in(dir)
                .delete("tenants/no/Cust1.yaml")
                .write("tenants/no/.gitkeep", "")
                .write("tenants/README.md", "text");

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("folder.no-tenants 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenants/Cust2.yml", "tenants/Cust2.YAML", "tenants/notes.txt", "Cust2.yaml", "fleet.yml"})
    void refusesFilesThatWouldNotBeRead(String file) {
        assertThat(TestFolder.in(dir).write(file, TestFolder.TENANT).read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("file.name 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cust1.yaml.orig", "Cust1.yaml.rej", "Cust1.yaml~", ".Cust1.yaml.swp", "Cust1.yaml.bak"})
    void refusesLeftovers(String file) {
        assertThat(TestFolder.in(dir)
                        .write("tenants/" + file, TestFolder.TENANT)
                        .read()
                        .problems())
                .extracting(TestFolder::brief)
                .containsExactly("file.leftover 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenants/.Cust2.yaml", "tenants/.old/Cust2.yaml"})
    void refusesHiddenConfig(String file) {
        assertThat(TestFolder.in(dir).write(file, TestFolder.TENANT).read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("file.hidden 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".gitkeep", "no/README.md", ".gitattributes", ".DS_Store"})
    void passesOverFilesThatAreNoConfigByTheirNames(String file) {
        assertThat(TestFolder.in(dir).write("tenants/" + file, "text").read().problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenants/Cust2.yaml", "tenants/se", "groups.yaml"})
    void refusesSymbolicLinks(String link) throws IOException {
        TestFolder folder = TestFolder.in(dir);
        Files.createSymbolicLink(folder.root.resolve(link), folder.root.resolve("tenants/no"));

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly(link.startsWith("tenants") ? "file.symlink 1:1" : "file.name 1:1");
    }

    @Test
    void refusesAFleetFileThatIsASymbolicLink() throws IOException {
        TestFolder folder = TestFolder.in(dir).delete("fleet.yaml");
        Path elsewhere = Files.writeString(dir.resolve("elsewhere.yaml"), TestFolder.FLEET);
        Files.createSymbolicLink(folder.root.resolve("fleet.yaml"), elsewhere);

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.symlink 1:1");
    }

    @Test
    void refusesATenantsFolderThatIsASymbolicLink() throws IOException {
        TestFolder folder = TestFolder.in(dir);
        Path moved = Files.move(folder.root.resolve("tenants"), dir.resolve("elsewhere"));
        Files.createSymbolicLink(folder.root.resolve("tenants"), moved);

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.symlink 1:1");
    }

    @Test
    void refusesAFolderInPlaceOfTheFleetFile() throws IOException {
        TestFolder folder = TestFolder.in(dir).delete("fleet.yaml");
        Files.createDirectory(folder.root.resolve("fleet.yaml"));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.irregular 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere/Cust2.yaml", "nowhere.yaml", "configs/tenants/no/Cust1.yaml"})
    void refusesALinkOutOfTheFolderToNowhereOrToAnotherTenantWithoutFollowingIt(String target) throws IOException {
        TestFolder folder = TestFolder.in(dir);
        Files.createDirectory(dir.resolve("elsewhere"));
        Files.writeString(dir.resolve("elsewhere/Cust2.yaml"), TestFolder.TENANT.replace("Cust1", "Cust2"));
        Files.createSymbolicLink(folder.root.resolve("tenants/Cust2.yaml"), dir.resolve(target));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.symlink 1:1");
        assertThat(folder.read().tenants()).hasSize(1);
    }

    @Test
    void saysWhatToDoWithAMountedConfigMap() throws IOException {
        TestFolder folder = TestFolder.in(dir).delete("tenants/no/Cust1.yaml");
        folder.write("tenants/..2026_11_24/Cust1.yaml", TestFolder.TENANT);
        Files.createSymbolicLink(folder.root.resolve("tenants/..data"), Path.of("..2026_11_24"));
        Files.createSymbolicLink(folder.root.resolve("tenants/Cust1.yaml"), Path.of("..data/Cust1.yaml"));

        Configuration configuration = folder.read();

        assertThat(configuration.tenants()).isEmpty();
        assertThat(configuration.problems())
                .extracting(Problem::rule)
                .containsExactly(Rule.FILE_HIDDEN, Rule.FILE_SYMLINK, Rule.FILE_SYMLINK);
        assertThat(configuration.problems().get(2).message()).contains("copy a Kubernetes mount first: cp -rL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenants/CUST1.yaml", "tenants/no/cust1.yaml"})
    void refusesFilesWhoseNamesDifferInCaseOnlyWhateverTheyHold(String file) {
        Configuration configuration =
                TestFolder.in(dir).write(file, TestFolder.TENANT).read();

        assertThat(configuration.problems())
                .extracting(Problem::rule)
                .containsOnly(Rule.TENANT_DUPLICATE, Rule.TENANT_FILE_NAME);
        assertThat(configuration.tenants()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<<<<<<< HEAD", "||||||| 1a2b3c4", "=======", ">>>>>>> topic"})
    void refusesAnyConflictMarkerInAnyFile(String marker) {
        TestFolder folder = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.FLEET + marker + "\n")
                .write("tenants/no/Cust1.yaml", TestFolder.TENANT + "# text\r\n" + marker + "\r\n");

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("yaml.conflict-marker 7:1", "yaml.conflict-marker 7:1");
    }

    @Test
    void refusesAFifoWithoutWaitingForIt() throws Exception {
        TestFolder folder = TestFolder.in(dir);
        Process mkfifo = new ProcessBuilder(
                        "mkfifo", folder.root.resolve("tenants/Cust2.yaml").toString())
                .start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.irregular 1:1");
    }

    @Test
    void reportsAFileThatIsGoneWhenItIsRead() {
        FileProblems problems = new FileProblems("configs/tenants/Cust1.yaml");

        ConfigFile.tenant(FileTree.onDisk(dir), dir.resolve("Cust1.yaml")).read(problems);

        assertThat(problems.list()).extracting(TestFolder::brief).containsExactly("file.unreadable 1:1");
    }

    @Test
    void refusesAFolderThatIsARepositoryOfItsOwn() {
        TestFolder folder = TestFolder.in(dir)
                .write("tenants/sub/.git", "gitdir: ../../.git/modules/sub\n")
                .write("tenants/sub/Cust2.yaml", "not looked at: [");

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.submodule 1:1");
    }

    @Test
    void refusesAPointerOfGitLfs() {
        assertThat(TestFolder.in(dir)
                        .problemsOfTenant("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"))
                .extracting(TestFolder::brief)
                .containsExactly("file.lfs-pointer 1:1");
    }

    @Test
    void readsAFolderWhoseRootIsARepository() {
        TestFolder folder = TestFolder.in(dir).write(".git/HEAD", "ref: refs/heads/main\n");

        assertThat(folder.read().problems()).isEmpty();
    }

    @Test
    void refusesTooLargeFiles() {
        String comments = "# text\n".repeat(40_000);
        TestFolder folder = TestFolder.in(dir).write("fleet.yaml", TestFolder.FLEET + comments);

        assertThat(folder.read().problems()).isEmpty();
        assertThat(folder.problemsOfTenant(TestFolder.TENANT + comments))
                .extracting(TestFolder::brief)
                .containsExactly("file.too-large 1:1");
        assertThat(folder.problemsOfFleet(TestFolder.FLEET + comments.repeat(4)))
                .extracting(Problem::rule)
                .contains(Rule.FILE_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "groups/Makefile,file.name",
        "groups/nordic.yaml.orig,file.leftover",
        "groups/.nordic.yaml,file.hidden",
        "groups/no/nordic.yaml,file.name",
        "groups,file.irregular"
    })
    void refusesWhatIsNoGroupFileInTheGroupsFolder(String file, String rule) {
        TestFolder folder = TestFolder.in(dir).write(file, TestFolder.GROUP);

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly(rule + " 1:1");
    }

    @Test
    void admitsAReadmeInTheGroupsFolder() {
        assertThat(TestFolder.in(dir)
                        .write("groups/README.md", "# Groups\n")
                        .read()
                        .problems())
                .isEmpty();
    }

    @Test
    void refusesAGroupsFolderThatIsASymbolicLink() throws IOException {
        TestFolder folder = TestFolder.in(dir);
        Files.createSymbolicLink(folder.root.resolve("groups"), folder.root.resolve("tenants/no"));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("file.symlink 1:1");
    }

    @Test
    void namesBothFilesOfATenantAtEach() {
        TestFolder folder = TestFolder.in(dir).write("tenants/se/Cust1.yaml", TestFolder.TENANT);

        assertThat(folder.read().problems())
                .extracting(Problem::text)
                .containsExactly(
                        folder.root + "/tenants/no/Cust1.yaml:3:21: tenant.duplicate the tenant has another file, "
                                + folder.root + "/tenants/se/Cust1.yaml:3:21; keep one of the two",
                        folder.root + "/tenants/se/Cust1.yaml:3:21: tenant.duplicate the tenant has another file, "
                                + folder.root + "/tenants/no/Cust1.yaml:3:21; keep one of the two");
        assertThat(folder.read().tenants()).isEmpty();
    }

    @Test
    void takesTenantsThatDifferInCaseOnlyForOne() {
        TestFolder folder =
                TestFolder.in(dir).write("tenants/no/cUST1.yaml", TestFolder.TENANT.replace("Cust1", "cUST1"));

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("tenant.duplicate 3:21", "tenant.duplicate 3:21");
    }

    @Test
    void reportsAllProblemsOfAllFilesInOrder() {
        TestFolder folder = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.FLEET + "sped: {}\nguards: { maxChanged: many }\n")
                .write("tenants/no/Cust1.yaml", TestFolder.tenant("DefaultSmsCountry: +47\nNsPluginSender: 12"))
                .write("tenants/Cust2.yaml", "kind: SmsConfig\n");

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly(
                        "config.unknown-field 7:1",
                        "guards.max-changed 8:23",
                        "config.missing 1:1",
                        "config.missing 1:1",
                        "yaml.quote-it 5:22",
                        "yaml.quote-it 6:19");
    }

    @Test
    void keepsTenantsWhoseFilesAreWhole() {
        Configuration configuration =
                TestFolder.in(dir).write("tenants/Cust2.yaml", "- a\n").read();

        assertThat(configuration.hasErrors()).isTrue();
        assertThat(configuration.tenants()).extracting(t -> t.tenant().value()).containsExactly("Cust1");
    }

    @Test
    void makesFileNamesFitForALineOfOutput() {
        TestFolder folder = TestFolder.in(dir).write("tenants/a\u001b[31m\nb.txt", "");

        assertThat(folder.read().problems())
                .extracting(Problem::file)
                .containsExactly(folder.root + "/tenants/a?[31m?b.txt");
    }
}
