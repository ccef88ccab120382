package dev.smsconfig.cli;

import dev.smsconfig.git.AllowedSigners;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.git.RevisionUnavailableException;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Fleet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which config folder a command is about.
 *
 * @param environment null for the default of {@code fleet.yaml}
 * @param revision null for what is checked out
 * @param allowedSigners null for what {@code fleet.yaml} says
 */
record FolderChoice(
        Path configs,
        @Nullable String environment,
        @Nullable String revision,
        @Nullable Path allowedSigners) {

    /** @throws CommandFailure where there is no such revision */
    GitFolder open() {
        if (revision == null) {
            return GitFolder.current(configs);
        }
        try {
            return GitFolder.at(configs, revision);
        } catch (RevisionUnavailableException e) {
            throw new CommandFailure(ExitCode.ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Nullable
    AllowedSigners signers(Fleet fleet) {
        if (allowedSigners != null) {
            return new AllowedSigners.Outside(allowedSigners.toAbsolutePath());
        }
        String path = fleet.allowedSigners();
        return path == null ? null : new AllowedSigners.InRepository(path);
    }
}
