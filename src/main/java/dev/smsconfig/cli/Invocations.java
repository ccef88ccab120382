package dev.smsconfig.cli;

import dev.smsconfig.job.Invocation;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.lease.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Tells how this program was called. */
final class Invocations {

    private static final int BUFFER = 64 * 1024;

    private Invocations() {}

    /**
     * @param terminal with a command line that was understood
     * @param configTree as {@link Invocation} has it
     */
    static Invocation of(Terminal terminal, @Nullable String configTree) {
        Map<String, String> environment = terminal.environment();
        return new Invocation(
                new Invocation.Tool(
                        VersionProvider.version(),
                        jarSha256(),
                        Runtime.version().toString()),
                call(terminal),
                new Invocation.Caller(
                        System.getProperty("user.name", "unknown"),
                        Machine.local().thisProcess().host(),
                        BuildFacts.of(environment)),
                configTree,
                ZoneId.systemDefault());
    }

    private static Invocation.Call call(Terminal terminal) {
        List<String> arguments = terminal.arguments();
        CommandSpec program = SmsConfigApplication.commandLine(terminal, new StopSignal(), arguments)
                .getCommandSpec();
        CommandWords words = new CommandWords(program, System.getProperty("user.home", ""));
        CommandLine command = arguments.isEmpty() ? null : program.subcommands().get(arguments.get(0));
        return new Invocation.Call(
                words.of(arguments),
                command == null
                        ? Map.of()
                        : words.variables(command.getCommandSpec(), arguments, terminal.environment()));
    }

    /** Of the file that this program runs from, or null where that is none, or can't be read. */
    private static @Nullable String jarSha256() {
        Path jar = Program.jar();
        return jar == null ? null : sha256(jar);
    }

    static @Nullable String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                byte[] buffer = new byte[BUFFER];
                while (in.read(buffer) >= 0) {
                    // the digest sees what is read
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
