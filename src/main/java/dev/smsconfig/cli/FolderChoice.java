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

    /** The same for another environment. */
    FolderChoice in(String other) {
        return new FolderChoice(configs, other, revision, allowedSigners);
    }

    /**
     * The same folder at a commit that something was made from, however far git has moved since; as it is now where there
     * is no such commit.
     *
     * @param whose what was made from it, as people are told: {@code the run's}
     */
    FolderChoice at(@Nullable String commit, String whose, Setting setting) {
        if (commit != null && !GitFolder.holds(configs, commit)) {
            setting.note("Git: " + whose + " commit " + commit + " is not in the repository of " + configs
                    + ": what is checked out is read, and tenants for which it says something else end STALE.");
            return this;
        }
        return new FolderChoice(configs, environment, commit, allowedSigners);
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
