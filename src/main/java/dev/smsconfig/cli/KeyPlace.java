package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.source.Problem;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.SecretReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keys lie that make fingerprints: in the work folder, or where a fleet says. */
final class KeyPlace {

    @Option(
            names = "--configs",
            paramLabel = "DIR",
            description = "the config folder, whose fleet.yaml may name other keys than the work folder's"
                    + " (default: configs, if it is there)")
    @Nullable
    Path configs;

    /** @throws CommandFailure where there is no key, one is damaged, or the fleet can't be read */
    Fingerprinter fingerprinter(Setting setting) {
        try (GitFolder files = open()) {
            SecretReference elsewhere = elsewhere(setting, files);
            if (files == null || elsewhere == null) {
                return new FingerprintKeys(setting.work()).fingerprinter();
            }
            EnvironmentConnection.Site site = new EnvironmentConnection.Site(
                    setting,
                    folder(),
                    files.version(null, Instant.EPOCH).isCommitted()
                            ? ChosenFleet.committed(folder(), files.files())
                            : null,
                    List.of(),
                    new FolderOptions());
            try (SecretResolver secrets = site.secrets()) {
                return FingerprintKeys.at(elsewhere, secrets);
            }
        }
    }

    /** @throws CommandFailure where the fleet names other keys, which are not this program's to change */
    void requireWorkFolder(Setting setting) {
        try (GitFolder files = open()) {
            SecretReference elsewhere = elsewhere(setting, files);
            if (elsewhere != null) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "fleet.yaml names other keys than the work folder's, " + elsewhere
                                + "; add the next one there, as the last line and with the lines before it left as"
                                + " they are: openssl rand -base64 32");
            }
        }
    }

    private Path folder() {
        return configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
    }

    private @Nullable GitFolder open() {
        return configs == null && !Files.exists(FolderOptions.DEFAULT_CONFIGS.resolve("fleet.yaml"))
                ? null
                : new FolderChoice(folder(), null, null, null).open();
    }

    private @Nullable SecretReference elsewhere(Setting setting, @Nullable GitFolder files) {
        if (files == null) {
            return null;
        }
        Configuration configuration = ConfigFolder.read(folder(), files.files());
        Fleet fleet = configuration.fleet();
        if (fleet == null) {
            ProblemLines.print(
                    configuration.problems().stream().filter(Problem::isError).toList(),
                    setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "fleet.yaml has errors, so nobody can say which keys make fingerprints; correct it and check with:"
                            + " smsconfig validate --configs " + folder());
        }
        return fleet.keys().fingerprint();
    }
}
