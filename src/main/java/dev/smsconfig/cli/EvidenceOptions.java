package dev.smsconfig.cli;

import dev.smsconfig.audit.TrailReader;
import dev.smsconfig.evidence.NoEvidenceException;
import dev.smsconfig.evidence.Trail;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where evidence is taken from, whose signatures count, and where it goes. */
final class EvidenceOptions {

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    ConfigsOptions configs = new ConfigsOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE|VKEY",
            description =
                    "a public key whose signatures count, or a file with such keys; repeatable (default: audit.vkey"
                            + " in the work folder, and the keys before it)")
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "where to write: a new folder, or a new file that ends with .zip")
    @SuppressWarnings("NullAway.Init")
    Path out;

    /** Takes something from a trail and writes it; gives what there is to say of it. */
    interface Taking {
        String from(Trail trail, JobStore store) throws IOException;
    }

    /** Opens the job repository for a command that takes evidence from it, and writes nothing into it. */
    int take(Setting setting, String command, Taking taking) {
        ChosenRepository repository = ChosenRepository.forHistory(setting, configs.configs);
        try (WorkFolder held = repository.workFolder(command);
                JobStore store = repository.open()) {
            TrailReader reader = store.trailReader();
            setting.note(taking.from(
                    new Trail(reader, store.eventLog(), store.checkpoints(), known(setting, reader)), store));
            return ExitCode.DONE.number();
        } catch (NoEvidenceException e) {
            throw new CommandFailure(ExitCode.ERROR, e.reason());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    out + " can't be written (" + e.getClass().getSimpleName()
                            + "); see the disk and the folder's permissions, then try again");
        }
    }

    /** The installation's own keys are the one that signs now, and those of which the trail tells that they did before. */
    private List<VerifierKey> known(Setting setting, TrailReader reader) {
        List<VerifierKey> known = new ArrayList<>(new VerifierKeys(setting).trusted(keys));
        if (keys.isEmpty()) {
            known.addAll(Trail.rotated(reader));
        }
        if (known.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "there is no public key " + new AuditKeys(setting.work()).published() + ", so nobody can say whose"
                            + " signatures count; name one with --key VKEY");
        }
        return known;
    }
}
