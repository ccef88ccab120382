package dev.smsconfig.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendOnlyBranchTest {

    private static final String NAME = "evidence";

    @TempDir
    Path dir;

    private static AppendOnlyBranch branch(TestRepository repository) {
        return new AppendOnlyBranch(repository.configs(), NAME);
    }

    private static boolean add(TestRepository repository, String name, String text) throws IOException {
        return branch(repository)
                .add(name, text.getBytes(StandardCharsets.UTF_8), "Add " + name, Instant.parse("2026-11-28T02:00:00Z"));
    }

    private TestRepository remote() {
        return TestRepository.withFleet(dir.resolve("remote"));
    }

    private TestRepository cloned(TestRepository remote, String name) {
        TestRepository clone = TestRepository.at(dir.resolve(name));
        clone.git("clone", "-q", remote.root.toString(), ".");
        return clone;
    }

    @Test
    void itSharesNoCommitWithTheConfig() throws IOException {
        TestRepository repository = remote();
        add(repository, "a", "1");
        assertThat(repository.git("log", "--format=%s", NAME)).isEqualTo("Add a");
        assertThat(repository.git("ls-tree", "--name-only", NAME)).isEqualTo("a");
    }

    @Test
    void anotherFileOfTheSameNameIsRefused() throws IOException {
        TestRepository repository = remote();
        assertThat(add(repository, "a", "1")).isTrue();
        assertThat(add(repository, "a", "1")).isTrue();
        assertThat(add(repository, "a", "2")).isFalse();
        assertThat(repository.git("show", NAME + ":a")).isEqualTo("1");
        assertThat(repository.git("rev-list", "--count", NAME)).isEqualTo("1");
    }

    @Test
    void aNewCloneGoesOnFromWhatTheRemoteHas() throws IOException {
        TestRepository remote = remote();
        add(remote, "a", "1");
        TestRepository clone = cloned(remote, "clone");
        assertThat(branch(clone).names()).containsExactly("a");
        assertThat(add(clone, "a", "2")).isFalse();
        add(clone, "b", "2");
        clone.git("push", "-q", "origin", NAME);
        assertThat(branch(remote).names()).containsExactly("a", "b");
    }

    @Test
    void twoClonesThatWentOnApartAreJoined() throws IOException {
        TestRepository remote = remote();
        add(remote, "a", "1");
        TestRepository one = cloned(remote, "one");
        TestRepository two = cloned(remote, "two");
        add(one, "b", "2");
        add(two, "c", "3");
        one.git("push", "-q", "origin", NAME);
        two.git("fetch", "-q", "origin");
        assertThat(branch(two).names()).containsExactly("a", "b", "c");
        add(two, "d", "4");
        two.git("push", "-q", "origin", NAME);
        assertThat(branch(remote).names()).containsExactly("a", "b", "c", "d");
        assertThat(remote.git("rev-list", "--count", NAME)).isEqualTo("4");
    }

    /** To join them would replace what the remote has with what somebody put here. */
    @Test
    void aFileThatIsAnotherAtTheRemoteIsToldAndNothingIsJoined() throws IOException {
        TestRepository remote = remote();
        TestRepository clone = cloned(remote, "clone");
        add(remote, "a", "1");
        add(clone, "a", "2");
        String before = clone.git("rev-parse", NAME);
        clone.git("fetch", "-q", "origin");
        assertThatThrownBy(() -> add(clone, "b", "3"))
                .isInstanceOf(BranchUnusableException.class)
                .hasMessage("the branch has another a here than at a remote; see who changed it");
        assertThatThrownBy(() -> branch(clone).files()).isInstanceOf(BranchUnusableException.class);
        assertThat(clone.git("rev-parse", NAME)).isEqualTo(before);
    }

    @Test
    void aBranchThatOnlyFellBehindIsNotMerged() throws IOException {
        TestRepository remote = remote();
        TestRepository clone = cloned(remote, "clone");
        add(clone, "a", "1");
        clone.git("push", "-q", "origin", NAME);
        add(remote, "b", "2");
        clone.git("fetch", "-q", "origin");
        add(clone, "c", "3");
        assertThat(clone.git("rev-list", "--merges", "--count", NAME)).isEqualTo("0");
        assertThat(branch(clone).names()).containsExactly("a", "b", "c");
    }

    /** Nothing new, but the local branch has to have it for a push. */
    @Test
    void whatOnlyTheRemoteHasIsTakenOver() throws IOException {
        TestRepository remote = remote();
        add(remote, "a", "1");
        TestRepository clone = cloned(remote, "clone");
        assertThat(add(clone, "a", "1")).isTrue();
        assertThat(clone.git("ls-tree", "--name-only", NAME)).isEqualTo("a");
    }

    @Test
    void aBranchThatIsCheckedOutIsLeftAlone() {
        TestRepository repository = remote();
        AppendOnlyBranch main = new AppendOnlyBranch(repository.configs(), "main");
        assertThatThrownBy(() -> main.add("a", new byte[0], "Add", Instant.EPOCH))
                .isInstanceOf(BranchUnusableException.class)
                .hasMessage("the branch main is checked out; name one that has nothing else");
    }

    @Test
    void aBranchWithOtherThingsIsLeftAlone() {
        TestRepository repository = remote();
        repository.git("branch", "other");
        String before = repository.git("rev-parse", "other");
        AppendOnlyBranch other = new AppendOnlyBranch(repository.configs(), "other");
        assertThatThrownBy(() -> other.add("a", new byte[0], "Add", Instant.EPOCH))
                .isInstanceOf(BranchUnusableException.class)
                .hasMessage("the branch other has folders of other things; name one that has nothing else");
        assertThat(repository.git("rev-parse", "other")).isEqualTo(before);
    }

    @Test
    void aNameThatGitDoesNotTakeIsToldOf() {
        AppendOnlyBranch branch = new AppendOnlyBranch(remote().configs(), "a.lock");
        assertThatThrownBy(() -> branch.add("a", new byte[0], "Add", Instant.EPOCH))
                .isInstanceOf(BranchUnusableException.class)
                .hasMessage("git takes no branch of the name a.lock");
    }

    @Test
    void twoProcessesThatAddAtTheSameTimeLoseNothing() throws Exception {
        TestRepository repository = remote();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> done = both.invokeAll(IntStream.range(0, 2)
                    .mapToObj(writer -> (Callable<Object>) () -> {
                        for (int i = 0; i < 10; i++) {
                            add(repository, writer + "-" + i, "x");
                        }
                        return writer;
                    })
                    .toList());
            for (Future<Object> one : done) {
                one.get();
            }
        } finally {
            both.shutdown();
        }
        assertThat(branch(repository).names()).hasSize(20);
    }
}
