package dev.smsconfig.cli;

import dev.smsconfig.audit.DiscontinuityException;
import dev.smsconfig.job.Checkpoints;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The key that signs the audit trail. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description =
                "Prints the public half of the key that signs the audit trail, for whoever verifies; makes the key"
                        + " the first time.")
final class AuditKeyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    AuditPlace place = new AuditPlace();

    AuditKeyCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    private Setting setting(AuditPlace at) {
        return new Setting(terminal, stop, at.work.work, new OutputOptions());
    }

    @Override
    public Integer call() {
        Setting setting = setting(place);
        Fleet.Evidence evidence = place.evidence();
        ChosenRepository repository = place.repository(setting);
        try (WorkFolder work = repository.workFolder("audit key");
                JobStore store = repository.open()) {
            SignerKey signer = signer(setting, store, evidence, place);
            print(signer.verifier());
        }
        return ExitCode.DONE.number();
    }

    private SignerKey signer(Setting setting, JobStore store, Fleet.Evidence evidence, AuditPlace at) {
        TrailSigning signing = new TrailSigning(setting, store);
        SecretReference reference = evidence.keys().audit();
        SealKey key = reference == null ? signing.ofWorkFolder() : at.keyAt(reference, setting);
        SignerKey signer = signing.named(key, evidence.audit().origin());
        signing.publish(signer);
        return signer;
    }

    private void print(VerifierKey key) {
        terminal.out().println(key.text());
        terminal.err().println("Fingerprint (SHA-256): " + key.fingerprint());
    }

    /** Keeps the old key until the new one has signed: whenever this is broken off, it can be called again. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Has a new key sign the audit trail from now on. Both keys sign the checkpoint at which it takes"
                            + " over, so whoever trusts the old one can trust the new one.")
    int rotate(
            @Mixin AuditPlace at,
            @Option(
                            names = "--before",
                            paramLabel = "FILE",
                            description = "the key that signed so far, where fleet.yaml names the new one already")
                    @Nullable
                    Path before,
            @Option(
                            names = "--lost",
                            description = "the key that signed so far is gone: nobody vouches for the new one")
                    boolean lost,
            @Option(names = "--checkpoints", paramLabel = "DIR", description = "where checkpoints are added") @Nullable
                    Path checkpoints) {
        Setting setting = setting(at);
        Fleet.Evidence evidence = at.evidence();
        SecretReference reference = evidence.keys().audit();
        if ((reference != null) == (before == null) && !lost) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    reference == null
                            ? "--before is for a fleet.yaml that names the key; this one leaves it to the work folder"
                            : "fleet.yaml names the key: put the new one there, and name the old one with --before"
                                    + " FILE");
        }
        ChosenRepository repository = at.repository(setting);
        try (WorkFolder work = repository.workFolder("audit key rotate");
                JobStore store = repository.open()) {
            AuditKeys keys = new AuditKeys(setting.work());
            SealKey old = lost ? null : before == null ? keys.find() : read(before);
            if (old == null && !lost) {
                throw new CommandFailure(
                        ExitCode.ERROR, "there is no key yet that another could take over from; see 'audit key'");
            }
            SealKey next = reference == null ? keys.next() : at.keyAt(reference, setting);
            TrailSigning signing = new TrailSigning(setting, store);
            SignerKey signer = signing.named(next, evidence.audit().origin());
            Checkpoints signed = new Checkpoints(
                    store,
                    signer,
                    new Checkpoints.Place(at.anchor(setting, checkpoints, evidence), false),
                    terminal.err()::println);
            if (!signed.signedLast()) {
                takeOver(store, signed, old == null ? null : new SignerKey(signer.name(), old));
            }
            if (reference == null) {
                keys.advance();
            }
            signing.publish(signer);
            signed.bring();
            print(signer.verifier());
        }
        return ExitCode.DONE.number();
    }

    private static void takeOver(JobStore store, Checkpoints signed, @Nullable SignerKey old) {
        try {
            signed.takeOver(JobStore.AUDIT_RUN + store.newRunId(), old);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the old key signs on: the folder of checkpoints can't be read");
        } catch (DiscontinuityException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the old key signs on: " + e.reason() + "; 'smsconfig audit verify' tells more");
        }
    }

    private static SealKey read(Path file) {
        try {
            return SealKey.parse(new Secret(Files.readString(file, StandardCharsets.US_ASCII)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.ERROR, "the key " + file + " can't be read, or is no Ed25519 key in PEM");
        }
    }
}
