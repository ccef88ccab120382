package dev.smsconfig.cli;

import dev.smsconfig.job.Checkpoints;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.tlog.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** With which key an installation signs its audit trail, under which name, and where the signed checkpoints go. */
record TrailSigning(Setting setting, JobStore store) {

    /** How a run signs. Says so where a key was made, or where checkpoints lie beside what they vouch for. */
    Checkpoints of(ConfiguredFleet configured) {
        Fleet fleet = configured.chosen().fleet();
        SecretReference reference = fleet.keys().audit();
        SealKey key = reference == null
                ? ofWorkFolder()
                : new SigningKeys(
                                setting,
                                configured.chosen().configs(),
                                configured.chosen().committed())
                        .at(reference, "audit");
        SignerKey signer = named(key, fleet.audit().origin());
        publish(signer);
        CheckpointPlace place = new CheckpointPlace(
                setting, configured.chosen().configs(), configured.checkpointsGiven(), fleet.audit());
        place.warnWhereBesideTheTrail();
        return new Checkpoints(
                store,
                signer,
                new Checkpoints.Place(place.anchor(), place.isChosen()),
                setting.terminal().err()::println);
    }

    /** A new key would be one that nobody expects, so it is made only where nothing was signed yet. */
    SealKey ofWorkFolder() {
        AuditKeys keys = new AuditKeys(setting.work());
        if (keys.isAdvancing()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a change of the audit key was begun and not ended; end it with: "
                            + setting.next().rotateAuditKey(false));
        }
        SealKey found = keys.find();
        if (found != null) {
            return found;
        }
        if (store.checkpoints().last().isPresent()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the audit trail was signed with a key that is not in " + keys.file()
                            + "; copy it from the machine that has it, or restore it from a backup; or begin with another that"
                            + " nobody vouches for: "
                            + setting.next().rotateAuditKey(true));
        }
        SealKey made = keys.create();
        setting.note("Made the key " + keys.file()
                + ". Keep it: without it, nobody can sign the audit trail as before. Its public half is in "
                + keys.published() + ": give it to whoever verifies.");
        return made;
    }

    /** @param origin as the fleet has it, or null for the one that was used so far, or one made of the key */
    SignerKey named(SealKey key, @Nullable String origin) {
        String name = origin != null
                ? origin
                : store.checkpoints()
                        .origin()
                        .orElse("smsconfig/" + key.publicKey().id());
        return new SignerKey(name, key);
    }

    /** Writes the public half into the work folder. It is no secret, and no reason to fail. */
    void publish(SignerKey signer) {
        Path file = new AuditKeys(setting.work()).published();
        String text = signer.verifier().text() + "\n";
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            setting.note("Warning: the public half of the audit key can't be written to " + file + ".");
        }
    }
}
