package dev.smsconfig.job;

import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.DiscontinuityException;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.tlog.SignerKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Signs checkpoints of the trail as runs go, and brings them outside of the repository. Each is signed after what it
 * vouches for is committed, and brought outside after it is committed itself; what a process that died did not bring, the
 * next one does.
 */
public final class Checkpoints {

    private final JobStore store;
    private final CheckpointSigner signer;
    private final CheckpointLedger ledger;
    private final Place place;
    private final Consumer<String> warn;

    /**
     * Where checkpoints go.
     *
     * @param required whether somebody said so, so that no run may save without
     */
    public record Place(CheckpointFolder folder, boolean required) {}

    /** @param warn is told what is wrong where the run goes on */
    public Checkpoints(JobStore store, SignerKey key, Place place, Consumer<String> warn) {
        this.store = store;
        this.signer = new CheckpointSigner(store.jdbc(), key);
        this.ledger = store.checkpoints();
        this.place = place;
        this.warn = warn;
    }

    /**
     * When a run has begun, before it saves.
     *
     * @throws UnanchoredException where it must not save: the trail is not the one that was signed before, or no
     *     checkpoint can be brought where the fleet wants it
     */
    void begin(String runId, boolean saves) {
        try {
            place.folder().newestBy(signer.verifier()).ifPresent(signer::requireExtends);
            sign(runId);
            export();
        } catch (DiscontinuityException e) {
            refuse(saves, discontinued(e));
        } catch (IOException e) {
            refuse(saves && place.required(), unwritten(e));
        }
    }

    private void refuse(boolean refused, String reason) {
        if (refused) {
            throw new UnanchoredException(reason + "; nothing was saved");
        }
        warn.accept("Warning: " + reason);
    }

    /** After a wave, or at the end. What can't be done is told, and left to the next checkpoint. */
    void mark(String runId) {
        try {
            sign(runId);
            export();
        } catch (DiscontinuityException e) {
            warn.accept("Warning: " + discontinued(e));
        } catch (IOException e) {
            warn.accept("Warning: " + unwritten(e));
        } catch (DataAccessException | TransactionException e) {
            warn.accept("Warning: the audit trail was not signed, because the job repository did not answer; the next"
                    + " run signs it");
        }
    }

    private static String discontinued(DiscontinuityException e) {
        return "the audit trail was not signed, since it is not the one that was signed before: " + e.reason()
                + "; 'smsconfig audit verify' tells more";
    }

    private String unwritten(IOException e) {
        return e instanceof FileAlreadyExistsException
                ? "the checkpoint " + e.getMessage() + " in " + place.folder().folder()
                        + " is not the one that was signed; see who changed it"
                : "no checkpoint of the audit trail can be written to "
                        + place.folder().folder() + "; see its disk and permissions";
    }

    private Optional<StoredCheckpoint> sign(String runId) {
        return store.ownTransaction().execute(status -> signer.sign(runId));
    }

    private void export() throws IOException {
        String folder = place.folder().place();
        for (StoredCheckpoint checkpoint : ledger.missingIn(folder)) {
            place.folder().add(checkpoint);
            store.ownTransaction().executeWithoutResult(status -> ledger.exported(checkpoint, folder));
        }
    }
}
