package dev.smsconfig.cli;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.evidence.BundleVerification;
import dev.smsconfig.evidence.NoEvidenceException;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.VerificationJson;
import dev.smsconfig.report.VerificationText;
import dev.smsconfig.tlog.VerifierKey;
import dev.smsconfig.verification.Verification;
import dev.smsconfig.verification.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies the audit trail. Exits 1 for proven tampering only: whatever keeps it from being verified is 2. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies the audit trail: its chain, its checkpoints, those kept outside, and what the ledger"
                + " repeats of it. Writes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:intact", "1:tampering is proven", "2:it could not be verified"})
final class AuditVerifyCommand implements Callable<Integer> {

    private static final int INTACT = 0;
    private static final int TAMPERED = 1;
    private static final int UNVERIFIABLE = 2;

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    AuditPlace place = new AuditPlace();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    VerificationOptions against = new VerificationOptions();

    @Option(
            names = "--bundle",
            paramLabel = "PATH",
            description = "what 'audit export' wrote, a folder or a zip, instead of the job repository")
    @Nullable
    Path bundle;

    AuditVerifyCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        try {
            return tell(verify(new Setting(terminal, stop, place.work.work, output)));
        } catch (CommandFailure e) {
            return unverified(e.text());
        } catch (RuntimeException e) {
            // its message may hold anything
            return unverified(
                    JobStore.isUnreachable(e)
                            ? "the job repository can't be reached; check it"
                            : "the trail can't be read: " + e.getClass().getSimpleName());
        }
    }

    private Verification verify(Setting setting) {
        Path handedOver = bundle;
        if (handedOver != null) {
            return verify(handedOver, setting);
        }
        ChosenRepository repository = place.repository(setting);
        List<VerifierKey> trusted = against.trusted(setting);
        List<CheckpointAnchor.Kept> outside = outside(setting);
        try (WorkFolder work = repository.workFolder("audit verify");
                JobStore store = repository.open()) {
            return new Verifier(store.evidence(), outside, trusted).verify();
        }
    }

    /** Whoever has a bundle need not have a work folder or a config folder, and trusts what is named. */
    private Verification verify(Path handedOver, Setting setting) {
        try {
            return BundleVerification.verify(
                    handedOver, against.checkpoints.isEmpty() ? List.of() : outside(setting), against.trusted(setting));
        } catch (NoEvidenceException e) {
            throw new CommandFailure(ExitCode.ERROR, e.reason());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the bundle " + handedOver + " can't be read");
        }
    }

    private List<CheckpointAnchor.Kept> outside(Setting setting) {
        return against.outside(() -> place.anchor(setting, null, place.evidence()));
    }

    private int tell(Verification verification) {
        if (output.form == OutputOptions.Form.json) {
            VerificationJson.write(verification, terminal.out());
        } else {
            VerificationText.lines(verification).forEach(terminal.out()::println);
        }
        return switch (verification.verdict()) {
            case INTACT -> end(INTACT, "intact");
            case TAMPERED -> end(TAMPERED, "tampering is proven; see src/docs/audit-trail.md for what to do");
            case UNVERIFIABLE -> end(UNVERIFIABLE, "it could not be verified");
        };
    }

    private int unverified(@Nullable String reason) {
        String text = String.valueOf(reason);
        if (output.form == OutputOptions.Form.json) {
            VerificationJson.unreadable(text, terminal.out());
        }
        terminal.err().println("error: " + text);
        return end(UNVERIFIABLE, "it could not be verified");
    }

    private int end(int code, String meaning) {
        terminal.err().println("exit " + code + ": " + meaning);
        return code;
    }
}
