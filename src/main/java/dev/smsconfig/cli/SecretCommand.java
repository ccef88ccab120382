package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What stands for secrets in outputs. */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        description = "Fingerprints, which stand for secrets in outputs and in the job repository.")
final class SecretCommand implements Runnable {

    private static final int MAX_GUESS = 64 * 1024;

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    SecretCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: fingerprint or rotate-key");
    }

    /** Never reads the guess from the arguments: they show in process lists and shell histories. */
    @Command(
            name = "fingerprint",
            mixinStandardHelpOptions = true,
            description = "Reads a guess from standard input and prints its fingerprint, to be compared with the one"
                    + " that a plan or report shows. Reaches no server.")
    int fingerprint(
            @Mixin WorkOptions work,
            @Mixin KeyPlace place,
            @Option(names = "--tenant", paramLabel = "T", required = true, description = "whose secret it would be")
                    String tenant,
            @Option(
                            names = "--key",
                            paramLabel = "kN",
                            description = "the key of the fingerprint to compare with (default: the newest)")
                    @Nullable
                    String key,
            @Parameters(paramLabel = "FIELD", description = "for example NsPluginConfig.cm_password") String field) {
        if (!isField(field)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "there is no such field; write it as a plan does, NsPluginConfig.cm_password");
        }
        TenantId of = tenantOf(tenant);
        Fingerprinter newest = place.fingerprinter(new Setting(terminal, stop, work.work, new OutputOptions()));
        Fingerprinter fingerprinter = key == null ? newest : newest.thatMade("hmac:" + key + ":");
        String text = fingerprinter.of(of, field, guess()).text();
        if (key != null && !text.startsWith("hmac:" + key + ":")) {
            throw new CommandFailure(ExitCode.USAGE, "there is no such key; a fingerprint names its own: hmac:k1:…");
        }
        terminal.out().println(text);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "rotate-key",
            mixinStandardHelpOptions = true,
            description = "Makes the next key for fingerprints. Older ones stay for comparing with what they made.")
    int rotateKey(@Mixin WorkOptions work, @Mixin KeyPlace place) {
        place.requireWorkFolder(new Setting(terminal, stop, work.work, new OutputOptions()));
        try (WorkFolder folder = WorkFolder.open(work.work, "secret rotate-key")) {
            String made = folder.keys().createFirst() ? "k1" : folder.keys().rotate();
            terminal.err()
                    .println("Fingerprints are made with " + made + " from now on. Keep "
                            + folder.keys().file() + ", old keys included.");
            return ExitCode.DONE.number();
        }
    }

    private static boolean isField(String field) {
        String setting = SmsConfig.settingField("");
        return field.startsWith(setting)
                ? field.length() > setting.length()
                : Arrays.stream(SmsProperty.values())
                        .anyMatch(property -> property.apiName().equals(field));
    }

    private static TenantId tenantOf(String id) {
        try {
            return new TenantId(id);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--tenant takes the id of a tenant");
        }
    }

    private Secret guess() {
        String guess = terminal.interactive() ? typed() : piped();
        if (guess.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "an empty guess; give it on standard input");
        }
        return new Secret(guess);
    }

    private static String typed() {
        Console console = System.console();
        if (console == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "what is typed would be shown here; let the output go to the terminal, or pipe it in");
        }
        char[] typed = console.readPassword("Guess (not shown): ");
        return typed == null ? "" : new String(typed);
    }

    /** Without the one line end that 'echo' adds. */
    private String piped() {
        try {
            byte[] bytes = terminal.in().readNBytes(MAX_GUESS);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("\\r?\\n\\z", "");
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.USAGE, "the guess is not UTF-8");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "standard input can't be read");
        }
    }
}
