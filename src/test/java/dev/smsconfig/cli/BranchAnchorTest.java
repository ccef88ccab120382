package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.AnchorUnusableException;
import dev.smsconfig.audit.CheckpointAnchorContract;
import dev.smsconfig.git.AppendOnlyBranch;
import dev.smsconfig.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchAnchorTest extends CheckpointAnchorContract {

    @TempDir
    Path dir;

    private TestRepository repository;

    @BeforeEach
    void repository() {
        repository = TestRepository.withFleet(dir.resolve("repository"));
    }

    @Override
    protected BranchAnchor anchor() {
        return new BranchAnchor(new AppendOnlyBranch(repository.configs(), "audit/checkpoints"));
    }

    /** As somebody else would, with git. */
    @Override
    protected void put(String name, String text) {
        Path file = dir.resolve("put");
        TestRepository.at(dir).write("put", text);
        String blob = repository.git("hash-object", "-w", file.toString()).strip();
        repository.git("read-tree", "--empty");
        if (!repository.git("for-each-ref", "refs/heads/audit/checkpoints").isEmpty()) {
            repository.git("read-tree", "audit/checkpoints");
        }
        repository.git("update-index", "--add", "--cacheinfo", "100644," + blob + "," + name);
        String tree = repository.git("write-tree").strip();
        String commit = repository.git("commit-tree", tree, "-m", "Put").strip();
        repository.git("update-ref", "refs/heads/audit/checkpoints", commit);
        repository.git("read-tree", "HEAD");
    }

    @Test
    void whereThereIsNoRepositoryTheReasonIsTold() {
        BranchAnchor anchor = new BranchAnchor(new AppendOnlyBranch(dir.resolve("elsewhere"), "audit/checkpoints"));
        assertThatThrownBy(() -> anchor.add(checkpoint(7, KEY)))
                .isInstanceOf(AnchorUnusableException.class)
                .hasMessageEndingWith("elsewhere lies in no git repository, so it has no branch audit/checkpoints");
        assertThatThrownBy(anchor::all).isInstanceOf(AnchorUnusableException.class);
    }

    @Test
    void gitSeesAWholeRepositoryAndAnUnchangedWorkingTree() throws IOException {
        anchor().add(checkpoint(7, KEY));
        anchor().add(checkpoint(8, KEY));
        assertThat(repository.git("fsck", "--strict")).isEmpty();
        assertThat(repository.git("status", "--porcelain")).isEmpty();
        assertThat(repository.git("log", "--format=%an %s", "audit/checkpoints"))
                .isEqualTo("""
                        smsconfig Checkpoint of 8 events, run run-1
                        smsconfig Checkpoint of 7 events, run run-1""");
    }
}
