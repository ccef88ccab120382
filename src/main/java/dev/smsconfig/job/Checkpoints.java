package dev.smsconfig.job;

import dev.smsconfig.audit.AnchorUnusableException;
import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.CheckpointConflictException;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.DiscontinuityException;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Signs checkpoints of the trail as runs go, and brings them outside of the repository. Each is signed after what it
 * vouches for is committed, and brought outside after it is committed itself; what a process that died did not bring, the
 * next one does. Called by one thread at a time.
 */
public final class Checkpoints {

    private final JobStore store;
    private final CheckpointSigner signer;
    private final CheckpointLedger ledger;
    private final Place place;
    private final Consumer<String> warn;
    private boolean compared;
    private boolean withheld;

    /**
     * Where checkpoints go.
     *
     * @param required whether somebody said so, so that no run may save without
     */
    public record Place(CheckpointAnchor anchor, boolean required) {}

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
            compare(signer.verifier());
            sign(runId);
            export();
        } catch (DiscontinuityException e) {
            withheld = true;
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
    public void mark(String runId) {
        if (withheld) {
            return;
        }
        try {
            compare(signer.verifier());
            sign(runId);
            export();
        } catch (DiscontinuityException e) {
            withheld = true;
            warn.accept("Warning: " + discontinued(e));
        } catch (IOException e) {
            warn.accept("Warning: " + unwritten(e));
        } catch (DataAccessException | TransactionException e) {
            warn.accept("Warning: the audit trail was not signed, because the job repository did not answer; the next"
                    + " run signs it");
        }
    }

    /** Once, with what is kept outside: a repository that is an older copy has an older last checkpoint too. */
    private void compare(VerifierKey key) throws IOException {
        if (!compared) {
            place.anchor().newestBy(key).ifPresent(signer::requireExtends);
            compared = true;
        }
    }

    private static String discontinued(DiscontinuityException e) {
        return "the audit trail was not signed, since it is not the one that was signed before: " + e.reason()
                + "; 'smsconfig audit verify' tells more";
    }

    private String unwritten(IOException e) {
        String anchor = place.anchor().name();
        if (e instanceof CheckpointConflictException) {
            return "the checkpoint " + e.getMessage() + " in " + anchor
                    + " is not the one that was signed; see who changed it";
        }
        return "no checkpoint of the audit trail can be written to " + anchor + "; "
                + (e instanceof AnchorUnusableException unusable ? unusable.reason() : "see its disk and permissions");
    }

    /**
     * Has this key sign from now on, and says so in the trail.
     *
     * @param runId stands for what is done here
     * @param before the key that signed so far, or null where it is lost
     * @throws DiscontinuityException where the trail is not the one that was signed before
     * @throws IOException where what is kept outside can't be read
     */
    public void takeOver(String runId, @Nullable SignerKey before) throws IOException {
        if (before != null) {
            compare(before.verifier());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (before == null) {
            body.put("lost", true);
        } else {
            body.put("before", before.verifier().text());
        }
        body.put("after", signer.verifier().text());
        store.ownTransaction().executeWithoutResult(status -> {
            store.trail().append(List.of(new AuditEvent(AuditEvent.Type.KEY_ROTATED, runId, null, body)));
            if (before == null) {
                signer.signAnew(runId);
            } else {
                signer.sign(runId, before);
            }
        });
    }

    /** Whether this key signed last, so that it need not take over. */
    public boolean signedLast() {
        return ledger.last().map(last -> signer.made(last)).orElse(false);
    }

    /** Brings what was signed outside of the repository; where that fails, the next run tries again. */
    public void bring() {
        try {
            export();
        } catch (IOException e) {
            warn.accept("Warning: " + unwritten(e));
        }
    }

    private Optional<StoredCheckpoint> sign(String runId) {
        return store.ownTransaction().execute(status -> signer.sign(runId));
    }

    private void export() throws IOException {
        CheckpointAnchor anchor = place.anchor();
        for (StoredCheckpoint checkpoint : anchor.missing(ledger)) {
            anchor.add(checkpoint);
            store.ownTransaction().executeWithoutResult(status -> ledger.exported(checkpoint, anchor.place()));
        }
    }
}
