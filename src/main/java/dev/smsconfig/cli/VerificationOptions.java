package dev.smsconfig.cli;

import dev.smsconfig.audit.AnchorUnusableException;
import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a trail is verified against: checkpoints that were kept elsewhere, and whose signatures count. */
final class VerificationOptions {

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "a folder of checkpoints that were kept outside of the repository; repeatable (default:"
                    + " audit.checkpoints or audit.branch of fleet.yaml, else checkpoints in the work folder)")
    List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "FILE|VKEY",
            description = "a key that is trusted, as 'audit key' prints it; repeatable (default: audit.vkey in the work"
                    + " folder, which whoever can change the trail may be able to change too)")
    List<String> keys = new ArrayList<>();

    /** @throws CommandFailure where something else than a key is given */
    List<VerifierKey> trusted(Setting setting) {
        return new VerifierKeys(setting).trusted(keys);
    }

    /**
     * The checkpoints that were kept elsewhere.
     *
     * @param otherwise where they are looked for if no folder was given
     * @throws CommandFailure where they can't be read
     */
    List<CheckpointAnchor.Kept> outside(Supplier<CheckpointAnchor> otherwise) {
        List<CheckpointAnchor> anchors = new ArrayList<>();
        for (Path folder : checkpoints) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(ExitCode.USAGE, "there is no folder " + folder + " of checkpoints");
            }
            anchors.add(new CheckpointFolder(folder));
        }
        if (anchors.isEmpty()) {
            anchors.add(otherwise.get());
        }
        List<CheckpointAnchor.Kept> outside = new ArrayList<>();
        for (CheckpointAnchor anchor : anchors) {
            try {
                outside.addAll(anchor.all());
            } catch (AnchorUnusableException e) {
                throw new CommandFailure(ExitCode.ERROR, e.reason());
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.ERROR, "the checkpoints in " + anchor.name() + " can't be read");
            }
        }
        return outside;
    }
}
