package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.TestSigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    private static final SignerKey KEY = TestSigners.signer("log.example/a", 1);
    private static final SignerKey OTHER = TestSigners.signer("log.example/a", 2);

    @TempDir
    Path dir;

    private CheckpointFolder folder() {
        return new CheckpointFolder(dir.resolve("a/checkpoints"));
    }

    private static StoredCheckpoint checkpoint(long size, SignerKey key) {
        Checkpoint checkpoint = new Checkpoint(key.name(), size, new byte[32]);
        String note = SignedNote.sign(checkpoint.text(), List.of(key)).toString();
        return new StoredCheckpoint(size, new byte[32], new byte[0], "run-1", "k", note, Instant.EPOCH, null);
    }

    @Test
    void aFolderIsMadeAndTheCheckpointLiesThereUnderItsSizeAndRun() throws IOException {
        folder().add(checkpoint(7, KEY));
        assertThat(dir.resolve("a/checkpoints").toFile().list()).containsExactly("7-run-1.note");
        assertThat(folder().all()).extracting(CheckpointFolder.Kept::size).containsExactly(7L);
    }

    @Test
    void aCheckpointThatIsThereMayBeBroughtAgain() throws IOException {
        folder().add(checkpoint(7, KEY));
        folder().add(checkpoint(7, KEY));
        assertThat(folder().all()).hasSize(1);
    }

    @Test
    void anotherInItsPlaceStaysAndIsTold() throws IOException {
        folder().add(checkpoint(7, OTHER));
        assertThatThrownBy(() -> folder().add(checkpoint(7, KEY)))
                .isInstanceOf(CheckpointConflictException.class)
                .hasMessage("7-run-1.note");
        assertThat(dir.resolve("a/checkpoints/7-run-1.note"))
                .hasContent(checkpoint(7, OTHER).note());
    }

    /** Killed while it was written, or before it had its name. */
    @Test
    void halfACheckpointIsNoneAndIsNoHindrance() throws IOException {
        Files.createDirectories(folder().folder());
        Files.writeString(folder().folder().resolve(".7-run-1.note.new"), "half");
        assertThat(folder().all()).isEmpty();
        folder().add(checkpoint(7, KEY));
        assertThat(folder().all()).hasSize(1);
        assertThat(folder().folder().toFile().list()).containsExactly("7-run-1.note");
    }

    @Test
    void theNewestIsTheLargestThatTheKeyVouchesFor() throws IOException {
        folder().add(checkpoint(7, KEY));
        folder().add(checkpoint(9, KEY));
        folder().add(checkpoint(10, OTHER));
        Files.writeString(folder().folder().resolve("11-run-1.note"), "no checkpoint");
        assertThat(folder().newestBy(KEY.verifier())).map(Checkpoint::size).contains(9L);
    }

    @Test
    void whatElseLiesThereIsLeftAlone() throws IOException {
        folder().add(checkpoint(7, KEY));
        for (String name : List.of("README", "x.note", "07-run-1.note", "7-run-1.note.asc")) {
            Files.writeString(folder().folder().resolve(name), "x");
        }
        assertThat(folder().all()).hasSize(1);
    }

    @Test
    void whereThereIsNoFolderThereAreNoCheckpoints() throws IOException {
        assertThat(folder().all()).isEmpty();
        assertThat(folder().newestBy(KEY.verifier())).isEmpty();
    }
}
