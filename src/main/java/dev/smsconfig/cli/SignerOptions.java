package dev.smsconfig.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures count. */
final class SignerOptions {

    @Option(
            names = "--allowed-signers",
            paramLabel = "FILE",
            description =
                    "the keys whose signatures on commits count, in ssh-keygen's format, outside of the repository;"
                            + " instead of allowedSigners in fleet.yaml")
    @Nullable
    Path allowedSigners;
}
