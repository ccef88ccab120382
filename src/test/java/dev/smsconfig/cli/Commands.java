package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, as a shell would. */
public final class Commands {

    private final Map<String, String> environment = new HashMap<>();
    private boolean interactive;
    private String answer = "";

    /** What a command gave. */
    public record Result(int exitCode, String out, String err) {}

    public Commands with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A person at a terminal who types this. */
    Commands answering(String text) {
        interactive = true;
        answer = text;
        return this;
    }

    /** A program before the pipe that writes this. */
    Commands piping(String text) {
        answer = text;
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                false,
                false,
                environment);
        int code = SmsConfigApplication.run(args, terminal, new StopSignal());
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
