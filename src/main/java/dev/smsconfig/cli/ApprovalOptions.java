package dev.smsconfig.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Approves the wave for which a run waits; with the command's {@code --reason}. */
final class ApprovalOptions {

    /** Who approves which wave and why, as they say. */
    record Word(
            String wave, String by, String reason, @Nullable Path signature) {}

    @Option(
            names = "--approve",
            paramLabel = "WAVE",
            description = "approves the wave that the run waits for, with --by and --reason")
    @Nullable
    String wave;

    @Option(names = "--by", paramLabel = "NAME", description = "who approves it")
    @Nullable
    String by;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "a signature over the plan's hash, made by 'ssh-keygen -Y sign -n smsconfig-approval'")
    @Nullable
    Path signature;

    /**
     * @return null where nothing is approved
     * @throws ParameterException where something of it is missing
     */
    @Nullable
    Word word(@Nullable String reason, CommandLine command) {
        if (wave == null) {
            if (by != null || signature != null) {
                throw new ParameterException(command, "--by and --signature go with --approve WAVE");
            }
            return null;
        }
        if (by == null || by.isBlank() || reason == null || reason.isBlank()) {
            throw new ParameterException(
                    command, "--approve needs --by NAME and --reason TEXT: who approves the wave, and why");
        }
        return new Word(wave, by, reason, signature);
    }
}
