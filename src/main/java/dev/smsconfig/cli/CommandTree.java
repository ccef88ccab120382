package dev.smsconfig.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/**
 * The commands, of which only the one is built that is called: to build them all takes a good part of the time that a short
 * one needs. Where the first words name none, all are, for help and for what is said of a word that is none.
 */
final class CommandTree {

    private static final Map<Class<?>, List<Class<?>>> COMMANDS = Map.of(
            SmsConfigCommand.class,
            List.of(
                    ValidateCommand.class,
                    SchemaCommand.class,
                    ExplainCommand.class,
                    AffectedCommand.class,
                    PingCommand.class,
                    PlanCommand.class,
                    DriftCommand.class,
                    ApplyCommand.class,
                    ResumeCommand.class,
                    RollbackCommand.class,
                    ExportCommand.class,
                    RunsCommand.class,
                    ShowCommand.class,
                    SecretCommand.class,
                    AuditCommand.class,
                    SampleServerCommand.class,
                    AutoComplete.GenerateCompletion.class),
            AuditCommand.class,
            List.of(
                    AuditReportCommand.class,
                    AuditVerifyCommand.class,
                    AuditKeyCommand.class,
                    AuditExportCommand.class,
                    AuditProveCommand.class,
                    AuditSampleCommand.class,
                    AuditPruneCommand.class,
                    AuditEraseCommand.class,
                    AuditHardeningCommand.class));

    private CommandTree() {}

    /** @param words that the program is called with */
    static CommandLine of(IFactory factory, List<String> words) {
        return of(SmsConfigCommand.class, factory, words);
    }

    private static CommandLine of(Class<?> type, IFactory factory, List<String> words) {
        CommandLine command = new CommandLine(type, factory);
        List<Class<?>> all = COMMANDS.getOrDefault(type, List.of());
        Class<?> called = words.isEmpty() ? null : named(words.get(0), all);
        if (called != null) {
            command.addSubcommand(of(called, factory, words.subList(1, words.size())));
        } else {
            all.forEach(one -> command.addSubcommand(of(one, factory, List.of())));
        }
        return command;
    }

    private static @Nullable Class<?> named(String word, List<Class<?>> commands) {
        return commands.stream()
                // it writes of all the others
                .filter(command -> command != AutoComplete.GenerateCompletion.class)
                .filter(command -> isNamed(command.getAnnotation(Command.class), word))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNamed(@Nullable Command command, String word) {
        return command != null
                && (command.name().equals(word)
                        || Arrays.asList(command.aliases()).contains(word));
    }
}
