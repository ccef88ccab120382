package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RepositoryConnection;
import dev.smsconfig.job.RepositoryUnavailableException;
import dev.smsconfig.job.RunLock;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.Problem;
import dev.smsconfig.source.Repository;
import dev.smsconfig.source.RepositoryLookup;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which job repository a command uses: the one that {@code fleet.yaml} on disk names, whatever revision a run is read
 * from, since an older revision must not lead past the lock; else the file in the work folder.
 */
final class ChosenRepository {

    private final Setting setting;
    private final Path configs;
    private final @Nullable Repository repository;

    private ChosenRepository(Setting setting, Path configs, @Nullable Repository repository) {
        this.setting = setting;
        this.configs = configs;
        this.repository = repository;
    }

    /** @throws CommandFailure where {@code fleet.yaml} is there and does not tell */
    static ChosenRepository forRun(Setting setting, FolderChoice choice) {
        RepositoryLookup found = onDisk(choice.configs());
        if (found instanceof RepositoryLookup.NoFleet && choice.revision() != null) {
            // nothing is checked out
            try (GitFolder folder = choice.open()) {
                found = RepositoryLookup.in(choice.configs(), folder.files());
            }
        }
        if (found instanceof RepositoryLookup.Unreadable unreadable) {
            ProblemLines.print(unreadable.problems(), setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the config folder " + choice.configs() + " has errors, so nothing was reached or written; correct"
                            + " them and check with: smsconfig validate --configs " + choice.configs());
        }
        return of(setting, choice.configs(), found);
    }

    /**
     * For looking at what was run, and going on with it. A {@code fleet.yaml} that can't be read does not keep anybody
     * from a repository in the work folder.
     *
     * @param configs null for the default, which may be missing
     */
    static ChosenRepository forHistory(Setting setting, @Nullable Path configs) {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        RepositoryLookup found = onDisk(folder);
        if (found instanceof RepositoryLookup.NoFleet && configs != null) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "there is no fleet.yaml in " + folder + "; name the config folder with --configs DIR");
        }
        if (found instanceof RepositoryLookup.Unreadable unreadable) {
            whereUnreadable(setting, folder, unreadable.problems());
        }
        return of(setting, folder, found);
    }

    private static void whereUnreadable(Setting setting, Path configs, List<Problem> problems) {
        ProblemLines.print(problems, setting.terminal().err());
        Path file = configs.resolve("fleet.yaml");
        if (!Files.exists(setting.work().resolve("repository.mv.db"))) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    file + " can't be read, so it is not known where the job repository is; correct it, or name another"
                            + " config folder with --configs DIR");
        }
        setting.note(file + " can't be read: the job repository in " + setting.work()
                + " is looked at, and any that the file may name is not.");
    }

    private static RepositoryLookup onDisk(Path configs) {
        return RepositoryLookup.in(configs, FileTree.onDisk(configs));
    }

    private static ChosenRepository of(Setting setting, Path configs, RepositoryLookup found) {
        return new ChosenRepository(
                setting, configs, found instanceof RepositoryLookup.Named named ? named.repository() : null);
    }

    /** For people. */
    String name() {
        return repository == null
                ? "the job repository in " + setting.work()
                : "the job repository " + repository.address();
    }

    /** Makes the work folder ready: one process at a time has it, where the repository is in it. */
    WorkFolder workFolder(String command) {
        return repository == null ? WorkFolder.open(setting.work(), command) : WorkFolder.shared(setting.work());
    }

    RunLock lock(JobStore store) {
        return new RunLock(store, repository == null ? RunLock.Judgement.alone() : RunLock.Judgement.amongMany());
    }

    /** @throws CommandFailure where it can't be opened */
    JobStore open() {
        Repository named = repository;
        try {
            return named == null
                    ? JobStore.embedded(setting.work(), Clock.systemUTC())
                    : JobStore.open(
                            RepositoryConnection.postgresql(named.url(), named.username(), password(named)),
                            Clock.systemUTC());
        } catch (RepositoryUnavailableException e) {
            throw named == null
                    ? embeddedFailure(e)
                    : new CommandFailure(
                            ExitCode.ERROR,
                            name() + " of " + configs.resolve("fleet.yaml") + " can't be opened: " + e.reason()
                                    + "; nothing was reached or written");
        }
    }

    private CommandFailure embeddedFailure(RepositoryUnavailableException e) {
        return e.isInUse()
                ? new CommandFailure(
                        ExitCode.REFUSED,
                        "another process has " + name() + " open; wait for it to end, or stop it, then try again")
                : new CommandFailure(
                        ExitCode.ERROR,
                        name() + " can't be opened; see the disk and the folder's permissions, restore repository.mv.db"
                                + " from a backup, or name another folder with --work DIR");
    }

    private @Nullable Secret password(Repository named) {
        Value password = named.password();
        if (password instanceof SecretReference reference) {
            try (SecretResolver secrets = new SecretResolver(
                    configs,
                    null,
                    setting.terminal().environment()::get,
                    new SpringRetries(RetrySettings.standard(), setting.stop()::pause, new Random()),
                    setting.uses())) {
                return secrets.meantFor(SecretPurpose.REPOSITORY).resolve(reference);
            } catch (SecretUnavailableException e) {
                throw new CommandFailure(ExitCode.ERROR, "the password of " + name() + ": " + e.message());
            }
        }
        return password instanceof Secret secret ? secret : null;
    }
}
