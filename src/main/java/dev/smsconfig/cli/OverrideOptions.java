package dev.smsconfig.cli;

import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.state.Closest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Guards that somebody lets pass, once. */
final class OverrideOptions {

    /** Told in the environment of a build by Jenkins, or by its plugin that knows who started it. */
    private static final List<String> BUILD = List.of("BUILD_URL", "BUILD_USER_ID", "BUILD_USER");

    private static final int BUILD_LENGTH = 200;

    @Option(
            names = "--override",
            paramLabel = "GUARD",
            description = "lets this guard pass once, with --reason; repeatable. Guards: maxChanged, maxFields,"
                    + " maxSameValue, minTenants, unusual, freeze")
    List<String> guards = new ArrayList<>();

    @Mixin
    ReasonOptions reason = new ReasonOptions();

    /** @throws ParameterException where a name or the reason is not right */
    Overrides overrides(Terminal terminal, CommandLine command) {
        return overrides(terminal, command, false);
    }

    /** @param reasonServes whether the reason is needed for something else of the command */
    Overrides overrides(Terminal terminal, CommandLine command, boolean reasonServes) {
        String text = reason.reason;
        if (guards.isEmpty()) {
            if (text != null && !reasonServes) {
                throw new ParameterException(command, "--reason goes with --override GUARD");
            }
            return Overrides.NONE;
        }
        Set<Guard> named = EnumSet.noneOf(Guard.class);
        guards.forEach(name -> named.add(guard(name, command)));
        return new Overrides(named, checked(text, command), by(terminal.environment()));
    }

    private static Guard guard(String name, CommandLine command) {
        return Guard.of(name).orElseThrow(() -> {
            String hint = Closest.to(name, Guard.keys())
                    .map(meant -> "did you mean " + meant + "?")
                    .orElse("there are " + String.join(", ", Guard.keys()));
            return new ParameterException(command, "--override: no such guard; " + hint);
        });
    }

    private static String checked(@Nullable String text, CommandLine command) {
        if (text == null || text.isBlank()) {
            throw new ParameterException(command, "--override needs --reason TEXT: it is recorded with your name");
        }
        if (text.length() > Overrides.REASON_LENGTH) {
            throw new ParameterException(
                    command, "--reason takes at most " + Overrides.REASON_LENGTH + " characters; shorten it");
        }
        return text;
    }

    /** What the machine knows of who runs the command. */
    private static String by(Map<String, String> environment) {
        StringBuilder by = new StringBuilder("user ")
                .append(System.getProperty("user.name", "unknown"))
                .append(", ")
                .append(WorkFolder.thisProcess());
        for (String name : BUILD) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                by.append(", ").append(name).append(' ').append(value, 0, Math.min(BUILD_LENGTH, value.length()));
            }
        }
        return by.toString();
    }
}
