package dev.smsconfig.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets options stand in environment variables: {@code --max-changes} in {@code SMSCONFIG_MAX_CHANGES}. The flag wins, and
 * an empty variable is not set.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    /** Whoever gives these gives them for one command and sees them there; a variable is forgotten and stays. */
    static final Set<String> NEVER = Set.of(
            "--yes",
            "--auto-approve",
            "--with-secrets",
            "--override",
            "--reason",
            "--approve",
            "--by",
            "--person",
            "--signature",
            "--help",
            "--version");

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String variable = variable(argument);
        String value = variable == null ? null : environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The variable that an option may stand in, or null. */
    static @Nullable String variable(@Nullable ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)
                || Arrays.stream(option.names()).anyMatch(NEVER::contains)) {
            return null;
        }
        String name = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        return "SMSCONFIG_" + name.toUpperCase(Locale.ROOT);
    }

    /** Whether the variable of an option without a value is {@code true}. */
    boolean isTrue(String variable) {
        return Boolean.parseBoolean(environment.get(variable));
    }

    /** Also names the variable, where what is wrong with an option stands there. */
    IParameterExceptionHandler explaining(IParameterExceptionHandler standard) {
        return (exception, args) -> {
            int code = standard.handleParseException(exception, args);
            ArgSpec argument = exception.getArgSpec();
            if (argument instanceof OptionSpec option && defaultValue(option) != null && !isGiven(option, args)) {
                exception
                        .getCommandLine()
                        .getErr()
                        .println(option.longestName() + " was taken from " + variable(option)
                                + "; correct that variable, or unset it");
            }
            return code;
        };
    }

    private static boolean isGiven(OptionSpec option, String[] args) {
        return Arrays.stream(args)
                .anyMatch(arg ->
                        Arrays.stream(option.names()).anyMatch(name -> arg.equals(name) || arg.startsWith(name + "=")));
    }
}
