package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest extends CheckpointAnchorContract {

    @TempDir
    Path dir;

    @Override
    protected CheckpointFolder anchor() {
        return new CheckpointFolder(dir.resolve("a/checkpoints"));
    }

    @Override
    protected void put(String name, String text) throws IOException {
        Files.createDirectories(anchor().folder());
        Files.writeString(anchor().folder().resolve(name), text);
    }

    /** Killed while it was written, or before it had its name. */
    @Test
    void halfACheckpointIsNoneAndIsNoHindrance() throws IOException {
        put(".7-run-1.note.new", "half");
        assertThat(anchor().all()).isEmpty();
        anchor().add(checkpoint(7, KEY));
        assertThat(anchor().all()).hasSize(1);
        assertThat(anchor().folder().toFile().list()).containsExactly("7-run-1.note");
    }
}
