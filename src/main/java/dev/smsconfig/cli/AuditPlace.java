package dev.smsconfig.cli;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.job.Checkpoints;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.secret.CommittedFiles;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.SecretReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the audit trail, its key and its checkpoints are. */
final class AuditPlace {

    @Mixin
    WorkOptions work = new WorkOptions();

    @Option(
            names = "--configs",
            paramLabel = "DIR",
            description = "the config folder, whose fleet.yaml may name another job repository, key or folder of"
                    + " checkpoints (default: configs, if it is there)")
    @Nullable
    Path configs;

    private Path folder() {
        return configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
    }

    /** What {@code fleet.yaml} says of evidence; nothing where it is not there, or has errors. */
    Fleet.Evidence evidence() {
        try (GitFolder files = open()) {
            Fleet fleet = files == null
                    ? null
                    : ConfigFolder.read(folder(), files.files()).fleet();
            return fleet == null ? new Fleet.Evidence(Fleet.Keys.NONE, Fleet.Audit.NONE) : fleet.evidence();
        }
    }

    /** The key that {@code fleet.yaml} names. */
    SealKey keyAt(SecretReference reference, Setting setting) {
        try (GitFolder files = open()) {
            CommittedFiles committed =
                    files != null && files.version(null, Instant.EPOCH).isCommitted()
                            ? ChosenFleet.committed(folder(), files.files())
                            : null;
            return new SigningKeys(setting, folder(), committed).at(reference, "audit");
        }
    }

    private @Nullable GitFolder open() {
        return Files.exists(folder().resolve("fleet.yaml"))
                ? new FolderChoice(folder(), null, null, null).open()
                : null;
    }

    ChosenRepository repository(Setting setting) {
        return ChosenRepository.forHistory(setting, configs);
    }

    /**
     * How what a command appends is signed.
     *
     * @param given where checkpoints are added, or null for where {@code fleet.yaml} says
     */
    Checkpoints checkpoints(Setting setting, JobStore store, @Nullable Path given) {
        Fleet.Evidence evidence = evidence();
        TrailSigning signing = new TrailSigning(setting, store);
        SecretReference reference = evidence.keys().audit();
        SealKey key = reference == null ? signing.ofWorkFolder() : keyAt(reference, setting);
        return new Checkpoints(
                store,
                signing.named(key, evidence.audit().origin()),
                new Checkpoints.Place(anchor(setting, given, evidence), false),
                setting.terminal().err()::println);
    }

    /** @param given where checkpoints are, or null for where {@code fleet.yaml} says */
    CheckpointAnchor anchor(Setting setting, @Nullable Path given, Fleet.Evidence evidence) {
        return new CheckpointPlace(setting, folder(), given, evidence.audit()).anchor();
    }
}
