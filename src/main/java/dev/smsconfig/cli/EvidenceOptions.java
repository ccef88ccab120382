package dev.smsconfig.cli;

import dev.smsconfig.evidence.NoEvidenceException;
import dev.smsconfig.evidence.Trail;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            paramLabel = "VKEY",
            description = "a public key whose signatures count, or a file with such keys; repeatable (default: audit.vkey"
                    + " in the work folder)")
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
            List<VerifierKey> known = keys(setting.work(), store);
            setting.note(taking.from(
                    new Trail(store.trailReader(), store.eventLog(), store.checkpoints(), known), store));
            return ExitCode.DONE.number();
        } catch (NoEvidenceException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    out + " can't be written (" + e.getClass().getSimpleName()
                            + "); see the disk and the folder's permissions, then try again");
        }
    }

    /** The installation's own keys are those that sign now, and those that did before as the trail tells it. */
    private List<VerifierKey> keys(Path workFolder, JobStore store) throws IOException {
        if (!keys.isEmpty()) {
            List<VerifierKey> given = new ArrayList<>();
            for (String key : keys) {
                given.addAll(key.contains("+") && !Files.exists(Path.of(key)) ? parsed(key) : ofFile(Path.of(key)));
            }
            return given;
        }
        Path published = new AuditKeys(workFolder).published();
        if (!Files.exists(published)) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "there is no public key " + published + ", so nobody can say whose signatures count; name one with"
                            + " --key VKEY");
        }
        return ofFile(published);
    }

    private static List<VerifierKey> ofFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.USAGE, "--key: there is no file " + file + ", and it is no key");
        }
        return parsed(Files.readString(file));
    }

    private static List<VerifierKey> parsed(String text) {
        List<VerifierKey> found = new ArrayList<>();
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            try {
                found.add(VerifierKey.parse(line));
            } catch (MalformedException e) {
                throw new CommandFailure(ExitCode.USAGE, "--key: " + e.getMessage());
            }
        }
        return found;
    }
}
