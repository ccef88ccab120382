package dev.smsconfig.cli;

import dev.smsconfig.audit.Personal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command line as it may be recorded. Values of options are written only where it is known that they may be: those of
 * a person as such, those of any other option as {@code ***}, so that a new one that takes a secret tells nothing before
 * somebody has thought about it.
 */
final class CommandWords {

    /** What stands for a value that is not recorded. */
    static final String MASK = "***";

    /** Options whose values are recorded. */
    static final Set<String> SHOWN = Set.of(
            "--approve",
            "--allowed-signers",
            "--checkpoints",
            "--configs",
            "--env",
            "--exclude",
            "--limit",
            "--max-changes",
            "--out",
            "--output",
            "--override",
            "--parallelism",
            "--rate",
            "--report",
            "--revision",
            "--select",
            "--signature",
            "--since",
            "--tenant",
            "--timeout",
            "--until",
            "--work");

    /** Options whose values tell of a person: a name, and a text in which people may be named. */
    static final Map<String, Personal.Kind> PERSONAL =
            Map.of("--by", Personal.Kind.NAME, "--reason", Personal.Kind.TEXT);

    private final Map<String, OptionSpec> options = new LinkedHashMap<>();
    private final String home;

    /**
     * @param program the whole program, with its commands
     * @param home the folder of the account, whose name is the account's as a rule: it is written {@code ~}
     */
    CommandWords(CommandSpec program, String home) {
        this.home = home;
        Stream.concat(
                        program.optionsMap().entrySet().stream(),
                        program.subcommands().values().stream()
                                .flatMap(command -> command.getCommandSpec().optionsMap().entrySet().stream()))
                .forEach(option -> options.merge(option.getKey(), option.getValue(), CommandWords::thatTakesMost));
    }

    /** An option of one name may take a value in one command only; then what follows it is judged as one. */
    private static OptionSpec thatTakesMost(OptionSpec one, OptionSpec other) {
        return takesValue(one) ? one : other;
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /**
     * @param arguments a command line that was understood
     * @return texts, and {@link Personal} values
     */
    List<Object> of(List<String> arguments) {
        List<Object> words = new ArrayList<>();
        @Nullable OptionSpec open = null;
        boolean onlyOperands = false;
        for (String argument : arguments) {
            if (open != null) {
                words.add(value(open, argument));
                open = null;
            } else if (onlyOperands || !argument.startsWith("-") || argument.equals("-")) {
                words.add(place(argument));
            } else if (argument.equals("--")) {
                onlyOperands = true;
                words.add(argument);
            } else {
                open = option(argument, words);
            }
        }
        return words;
    }

    /** @return the option whose value is the next argument, or null */
    private @Nullable OptionSpec option(String argument, List<Object> words) {
        boolean isLong = argument.startsWith("--");
        int equals = argument.indexOf('=');
        String name = isLong ? (equals < 0 ? argument : argument.substring(0, equals)) : argument.substring(0, 2);
        OptionSpec option = options.get(name);
        if (option == null) {
            words.add(MASK);
            return null;
        }
        boolean attached = isLong ? equals >= 0 : argument.length() > 2;
        if (!takesValue(option)) {
            // several of one letter each, or with =true
            words.add(attached && !isLong && !isCluster(argument) ? MASK : argument);
            return null;
        }
        words.add(name);
        if (!attached) {
            return option;
        }
        words.add(value(option, argument.substring(isLong || argument.charAt(2) == '=' ? equals + 1 : 2)));
        return null;
    }

    private boolean isCluster(String argument) {
        return argument.substring(1).chars().allMatch(letter -> {
            OptionSpec option = options.get("-" + (char) letter);
            return option != null && !takesValue(option);
        });
    }

    /** The value of an option as it may be recorded. */
    Object value(OptionSpec option, String value) {
        String name = option.longestName();
        Personal.Kind kind = PERSONAL.get(name);
        if (kind != null) {
            return new Personal(value, kind);
        }
        return SHOWN.contains(name) ? place(value) : MASK;
    }

    private String place(String word) {
        return !home.isEmpty() && (word.equals(home) || word.startsWith(home + "/"))
                ? "~" + word.substring(home.length())
                : word;
    }

    /** What variables say in place of options that a command has, and that were not given. */
    Map<String, Object> variables(CommandSpec command, List<String> arguments, Map<String, String> environment) {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String variable = EnvironmentDefaults.variable(option);
            String value = variable == null ? null : environment.get(variable);
            boolean given = Arrays.stream(option.names())
                    .anyMatch(name -> arguments.stream()
                            .anyMatch(argument -> argument.equals(name)
                                    || argument.startsWith(name.startsWith("--") ? name + "=" : name)));
            if (variable != null && value != null && !value.isEmpty() && !given) {
                variables.put(variable, takesValue(option) ? value(option, value) : value);
            }
        }
        return variables;
    }
}
