package dev.smsconfig.verification;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint, wherever it was found.
 *
 * @param place for people
 * @param size of how many events it should be, by where it was found
 * @param runId in which run it should be signed, by where it was found
 * @param note null where what was found is none
 * @param row where the trail's own source has it, or null where it was given apart
 */
record Claim(
        String place,
        long size,
        String runId,
        @Nullable SignedNote note,
        @Nullable Checkpoint checkpoint,
        @Nullable StoredCheckpoint row) {

    static Claim of(StoredCheckpoint row) {
        return of(
                "checkpoint " + row.size() + " of the repository",
                row.size(),
                row.runId(),
                row.note().getBytes(StandardCharsets.UTF_8),
                row);
    }

    static Claim of(CheckpointAnchor.Kept file) {
        return of("the checkpoint " + file.name(), file.size(), file.runId(), file.note(), null);
    }

    private static Claim of(String place, long size, String runId, byte[] bytes, @Nullable StoredCheckpoint row) {
        SignedNote note = null;
        Checkpoint checkpoint = null;
        try {
            note = SignedNote.parse(bytes);
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            // what it is good for is told later
        }
        return new Claim(place, size, runId, note, checkpoint, row);
    }

    boolean isOutside() {
        return row == null;
    }
}
