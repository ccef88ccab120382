package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Checkpoints on a branch of the config's repository, from the command line. */
class CheckpointBranchTest {

    @TempDir
    Path dir;

    private TestRepository repository;
    private Path work;

    @BeforeEach
    void fleet() {
        work = dir.resolve("work");
        repository = TestRepository.withFleet(dir.resolve("repository"));
        on("audit/checkpoints");
    }

    private void on(String branch) {
        repository.write(
                "configs/fleet.yaml",
                TestRepository.FLEET + "guards: { maxChanged: 100% }\naudit: { branch: " + branch + " }\n");
        repository.commit("Name a branch");
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of("--configs", repository.configs().toString(), "--work", work.toString()))
                        .toArray(String[]::new));
    }

    private JdbcTemplate database() {
        return new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:h2:file:" + work.toAbsolutePath().resolve("repository"), "sa", ""));
    }

    @Test
    void aRunLeavesItsCheckpointsThereAndVerifyFindsThem() {
        Commands.Result apply = run("apply", "--yes");
        assertThat(apply.exitCode()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.err()).doesNotContain("checkpoint").doesNotContain("uncommitted");
        assertThat(repository.git("ls-tree", "--name-only", "audit/checkpoints").lines())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(name -> name.endsWith(".note"));
        Commands.Result verified = run("audit", "verify");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).startsWith("INTACT: ").doesNotContain(", 0 of them kept outside");
        assertThat(database().queryForList("SELECT exported_to FROM audit_checkpoint", String.class))
                .allMatch(place -> place.startsWith("branch audit/checkpoints/"));
    }

    @Test
    void aRepositoryThatIsAnOlderCopyIsToldByTheBranch() throws IOException {
        assertThat(run("apply", "--yes").exitCode()).isZero();
        Path older = dir.resolve("older.mv.db");
        Files.copy(work.resolve("repository.mv.db"), older);
        assertThat(run("plan").exitCode()).isIn(0, 3);
        Files.copy(older, work.resolve("repository.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        Commands.Result verified = run("audit", "verify");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("ROLLED_BACK");
    }

    /** An auditor has the branch, and not our configuration. */
    @Test
    void theBranchCheckedOutIsAFolderOfCheckpoints() {
        assertThat(run("apply", "--yes").exitCode()).isZero();
        TestRepository auditor = TestRepository.at(dir.resolve("auditor"));
        auditor.git("clone", "-q", "-b", "audit/checkpoints", repository.root.toString(), ".");
        Commands.Result verified = new Commands()
                .run("audit", "verify", "--work", work.toString(), "--checkpoints", auditor.root.toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }

    @Test
    void whereTheBranchIsTheCheckedOutOneNothingIsSaved() {
        on("main");
        Commands.Result apply = run("apply", "--yes");
        assertThat(apply.exitCode()).isEqualTo(1);
        assertThat(apply.err())
                .contains(
                        "no checkpoint of the audit trail can be written to the branch main; the branch main is checked"
                                + " out; name one that has nothing else; nothing was saved");
    }

    @Test
    void anotherCheckpointInTheSamePlaceIsToldAndNothingIsSaved() {
        assertThat(run("plan").exitCode()).isIn(0, 3);
        String tree = repository.git("ls-tree", "audit/checkpoints");
        String name = tree.substring(tree.indexOf('\t') + 1, tree.indexOf('\n'));
        String blob = repository
                .run(List.of("git", "hash-object", "-w", "--stdin"), "forged")
                .strip();
        repository.git("read-tree", "audit/checkpoints");
        repository.git("update-index", "--cacheinfo", "100644," + blob + "," + name);
        String commit = repository
                .git("commit-tree", repository.git("write-tree").strip(), "-m", "Forge")
                .strip();
        repository.git("update-ref", "refs/heads/audit/checkpoints", commit);
        repository.git("read-tree", "HEAD");
        database().update("UPDATE audit_checkpoint SET exported_to = NULL");
        Commands.Result apply = run("apply", "--yes");
        assertThat(apply.exitCode()).isEqualTo(1);
        assertThat(apply.err())
                .contains("the checkpoint " + name + " in the branch audit/checkpoints is not the one that was signed");
    }
}
