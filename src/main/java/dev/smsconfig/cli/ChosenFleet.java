package dev.smsconfig.cli;

import dev.smsconfig.git.FolderVersion;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.git.TenantCommits;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.CommittedFiles;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.source.Layered;
import dev.smsconfig.source.Problem;
import dev.smsconfig.source.Rule;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A config folder without errors, and the environment of it that a command is about.
 *
 * @param version what git knows of what was read
 * @param folder where it was read, open until this is closed
 */
record ChosenFleet(Path configs, Layered layered, Environment environment, FolderVersion version, GitFolder folder)
        implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    /** @throws CommandFailure where a file has errors, or there is no such revision or environment */
    static ChosenFleet read(Setting setting, FolderChoice choice) {
        return read(setting, choice, Problem::isError);
    }

    /** The same for a folder that need not have tenant files yet. */
    static ChosenFleet readWithoutTenants(Setting setting, FolderChoice choice) {
        return read(setting, choice, problem -> problem.isError() && problem.rule() != Rule.FOLDER_NO_TENANTS);
    }

    private static ChosenFleet read(Setting setting, FolderChoice choice, Predicate<Problem> forbids) {
        GitFolder folder = choice.open();
        try {
            return read(setting, choice, folder, forbids);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static ChosenFleet read(
            Setting setting, FolderChoice choice, GitFolder folder, Predicate<Problem> forbids) {
        Path configs = choice.configs();
        Layered layered = ConfigFolder.layers(configs, folder.files());
        Configuration configuration = layered.configuration();
        Fleet fleet = configuration.fleet();
        List<Problem> forbidding =
                configuration.problems().stream().filter(forbids).toList();
        if (!forbidding.isEmpty() || fleet == null) {
            ProblemLines.print(forbidding, setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the config folder " + configs + " has errors, so nothing was reached or written; correct"
                            + " them and check with: smsconfig validate --configs " + configs);
        }
        if (!configuration.problems().isEmpty()) {
            setting.note(ProblemLines.counts(configuration) + " in " + configs + "; 'smsconfig validate' names the"
                    + " places");
        }
        FolderVersion version = folder.version(choice.signers(fleet), CLOCK.instant());
        note(setting, version.note());
        String name = Objects.requireNonNullElse(choice.environment(), fleet.defaultEnvironment());
        return new ChosenFleet(
                configs,
                layered,
                fleet.environment(name)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.USAGE,
                                "fleet.yaml has no environment of that name; it has "
                                        + String.join(", ", fleet.environments().keySet()))),
                version,
                folder);
    }

    private static void note(Setting setting, @Nullable String note) {
        if (note != null) {
            setting.note("Git: " + note + ".");
        }
    }

    /**
     * Looks through the history for the commit that changed each of the tenants last.
     *
     * @param choice by which this was read
     */
    Map<TenantId, Provenance> commits(Setting setting, FolderChoice choice, List<TenantId> tenants) {
        Map<TenantId, List<Path>> sources = layered.sources();
        sources.keySet().retainAll(Set.copyOf(tenants));
        TenantCommits commits = folder.tenantCommits(sources, choice.signers(fleet()), CLOCK.instant());
        note(setting, commits.note());
        return commits.byTenant();
    }

    Configuration configuration() {
        return layered.configuration();
    }

    /**
     * Has to come before anything is reached.
     *
     * @throws CommandFailure where the environment wants a commit and what was read is in none
     */
    void requireCommitToSave() {
        if (environment.saving().requireCommit() && !version.isCommitted()) {
            throw new CommandFailure(ExitCode.REFUSED, wantsCommit() + "; nothing was reached");
        }
    }

    /** Says beforehand that differences are found and told only. */
    void noteWhereNothingIsWritten(Setting setting) {
        if (!environment.saving().writes()) {
            setting.note("Environment " + environment.name()
                    + " has writes: never: differences are found and told, and nothing is saved.");
        }
    }

    /** Says beforehand that a save would be refused. */
    void noteWhereCommitIsWanted(Setting setting) {
        if (environment.saving().requireCommit() && !version.isCommitted()) {
            setting.note("apply would refuse this: " + wantsCommit() + ".");
        }
    }

    private String wantsCommit() {
        return "environment " + environment.name() + " has requireCommit: true, and "
                + (version.dirty()
                        ? "files of " + configs + " differ from the commit"
                        : "no commit stands behind " + configs)
                + "; commit them, or name a commit with --revision";
    }

    Fleet fleet() {
        return Objects.requireNonNull(configuration().fleet());
    }

    /** The files of the commit that was read, or null where it was none. */
    @Nullable
    CommittedFiles committed() {
        return version.isCommitted() ? committed(configs, folder.files()) : null;
    }

    /** The id that git gives to what was read, or null where it was not read from a commit. */
    @Nullable
    String tree() {
        return version.isCommitted() ? folder.treeId().orElse(null) : null;
    }

    static CommittedFiles committed(Path configs, FileTree files) {
        return (path, limit) -> {
            Path file = configs.resolve(path);
            if (files.kind(file) != FileTree.Kind.FILE) {
                throw new NoSuchFileException(path);
            }
            return files.read(file, limit);
        };
    }

    @Override
    public void close() {
        folder.close();
    }

    List<TenantId> tenants() {
        return configuration().tenants().stream().map(DesiredState::tenant).toList();
    }
}
