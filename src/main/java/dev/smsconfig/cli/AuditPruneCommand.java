package dev.smsconfig.cli;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.job.Checkpoints;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.Pruning;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification;
import dev.smsconfig.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes the oldest events, where their time of retention is over. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description =
                "Verifies the audit trail, then removes its first events up to a checkpoint. An event says so; what"
                        + " is left verifies as before. Under the hardened role of PostgreSQL only the tables' owner can.")
final class AuditPruneCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    AuditPlace place = new AuditPlace();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    @ArgGroup(multiplicity = "1")
    Bound bound = new Bound();

    /** How far. */
    static final class Bound {

        @Option(
                names = "--before",
                paramLabel = "DATE",
                description = "what happened before that day or moment, for example 2026-01-01 (in UTC) or"
                        + " 2026-01-01T00:00:00Z")
        @Nullable
        String before;

        @Option(names = "--to-size", paramLabel = "N", description = "the first N events at most")
        @Nullable
        Long size;
    }

    @Option(names = "--checkpoints", paramLabel = "DIR", description = "where checkpoints are added")
    @Nullable
    Path checkpoints;

    AuditPruneCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Instant before = before();
        Long given = bound.size;
        if (given != null && given < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--to-size takes a number of events above 0");
        }
        if (!consent.yes) {
            throw new CommandFailure(
                    ExitCode.USAGE, "what is pruned is gone; export it first ('audit export'), then say --yes");
        }
        Setting setting = new Setting(terminal, stop, place.work.work, new OutputOptions());
        Fleet.Evidence evidence = place.evidence();
        ChosenRepository repository = place.repository(setting);
        try (WorkFolder work = repository.workFolder("audit prune");
                JobStore store = repository.open()) {
            CheckpointAnchor anchor = place.anchor(setting, checkpoints, evidence);
            SignerKey signer = signer(setting, store, evidence);
            requireIntact(store, anchor, signer);
            StoredCheckpoint upTo = new Pruning(store)
                    .bound(given == null ? Long.MAX_VALUE : given, before)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.ERROR,
                            "there is no checkpoint up to which events may go; nothing was removed. The events of runs"
                                    + " that may still be gone on with stay, with all that come after"));
            prune(
                    store,
                    upTo,
                    new Checkpoints(store, signer, new Checkpoints.Place(anchor, false), terminal.err()::println));
        }
        return ExitCode.DONE.number();
    }

    private Instant before() {
        String text = bound.before;
        if (text == null) {
            return Instant.MAX;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new CommandFailure(ExitCode.USAGE, "--before takes a day such as 2026-01-01, or a moment in UTC");
        }
    }

    private SignerKey signer(Setting setting, JobStore store, Fleet.Evidence evidence) {
        TrailSigning signing = new TrailSigning(setting, store);
        SecretReference reference = evidence.keys().audit();
        SealKey key = reference == null ? signing.ofWorkFolder() : place.keyAt(reference, setting);
        return signing.named(key, evidence.audit().origin());
    }

    /** What is removed can't be verified any more, so it is verified before. */
    private static void requireIntact(JobStore store, CheckpointAnchor anchor, SignerKey signer) {
        Verification verification;
        try {
            verification = new Verifier(store.evidence(), anchor.all(), List.of(signer.verifier())).verify();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the checkpoints in " + anchor.name() + " can't be read");
        }
        if (verification.verdict() != Verification.Verdict.INTACT) {
            Finding main = verification.main();
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "nothing was removed, since the trail does not verify"
                            + (main == null ? "" : ": " + main.fault() + " at event " + main.sequence())
                            + "; see 'smsconfig audit verify'");
        }
    }

    private void prune(JobStore store, StoredCheckpoint upTo, Checkpoints checkpointing) {
        String runId = JobStore.AUDIT_RUN + store.newRunId();
        int removed;
        try {
            removed = new Pruning(store).prune(upTo, runId);
        } catch (DataAccessException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the repository refused to remove events, and none was; under the hardened role of PostgreSQL only"
                            + " the tables' owner can: see src/docs/audit-trail.md");
        }
        checkpointing.mark(runId);
        terminal.out().println("Removed " + removed + " events, up to the checkpoint of " + upTo.size() + ".");
    }
}
