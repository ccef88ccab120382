package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.TestSigners;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each place keeps to that checkpoints are brought to. */
public abstract class CheckpointAnchorContract {

    protected static final SignerKey KEY = TestSigners.signer("log.example/a", 1);
    protected static final SignerKey OTHER = TestSigners.signer("log.example/a", 2);

    /** Always the same place, empty at the beginning of a test. */
    protected abstract CheckpointAnchor anchor();

    /** Puts a file there that this did not. */
    protected abstract void put(String name, String text) throws IOException;

    protected static StoredCheckpoint checkpoint(long size, SignerKey key) {
        Checkpoint checkpoint = new Checkpoint(key.name(), size, new byte[32]);
        String note = SignedNote.sign(checkpoint.text(), List.of(key)).toString();
        return new StoredCheckpoint(size, new byte[32], new byte[0], "run-1", "k", note, Instant.EPOCH, null);
    }

    @Test
    void aCheckpointLiesThereUnderItsSizeAndRun() throws IOException {
        anchor().add(checkpoint(7, KEY));
        assertThat(anchor().names()).containsExactly("7-run-1.note");
        assertThat(anchor().all()).extracting(CheckpointAnchor.Kept::size).containsExactly(7L);
        assertThat(anchor().read("7-run-1.note"))
                .asString()
                .isEqualTo(checkpoint(7, KEY).note());
    }

    @Test
    void aCheckpointThatIsThereMayBeBroughtAgain() throws IOException {
        anchor().add(checkpoint(7, KEY));
        anchor().add(checkpoint(7, KEY));
        assertThat(anchor().all()).hasSize(1);
    }

    @Test
    void anotherInItsPlaceStaysAndIsTold() throws IOException {
        anchor().add(checkpoint(7, OTHER));
        assertThatThrownBy(() -> anchor().add(checkpoint(7, KEY)))
                .isInstanceOf(CheckpointConflictException.class)
                .hasMessage("7-run-1.note");
        assertThat(anchor().read("7-run-1.note"))
                .asString()
                .isEqualTo(checkpoint(7, OTHER).note());
    }

    @Test
    void theNewestIsTheLargestThatTheKeyVouchesFor() throws IOException {
        anchor().add(checkpoint(7, KEY));
        anchor().add(checkpoint(9, KEY));
        anchor().add(checkpoint(10, OTHER));
        put("11-run-1.note", "no checkpoint");
        assertThat(anchor().newestBy(KEY.verifier())).map(Checkpoint::size).contains(9L);
    }

    @Test
    void whatElseLiesThereIsLeftAlone() throws IOException {
        anchor().add(checkpoint(7, KEY));
        for (String name : List.of("README", "x.note", "07-run-1.note", "7-run-1.note.asc")) {
            put(name, "x");
        }
        anchor().add(checkpoint(8, KEY));
        assertThat(anchor().all()).hasSize(2);
        assertThat(anchor().names()).contains("README", "x.note", "07-run-1.note", "7-run-1.note.asc");
    }

    @Test
    void whatIsTooLargeForACheckpointIsKeptAsNone() throws IOException {
        put("7-run-1.note", "x".repeat(100_001));
        assertThat(anchor().all()).extracting(kept -> kept.note().length).containsExactly(0);
    }

    @Test
    void whereNothingWasBroughtThereAreNoCheckpoints() throws IOException {
        assertThat(anchor().all()).isEmpty();
        assertThat(anchor().newestBy(KEY.verifier())).isEmpty();
    }
}
