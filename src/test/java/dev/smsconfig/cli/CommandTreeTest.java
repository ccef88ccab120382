package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.job.StopSignal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is left out of the commands is not missed. */
class CommandTreeTest {

    private static CommandLine called(String... words) {
        return SmsConfigApplication.commandLine(Terminal.ofProcess(), new StopSignal(), List.of(words));
    }

    @Test
    void onlyWhatIsCalledIsBuilt() {
        CommandLine program = called("audit", "verify", "--bundle", "report");
        assertThat(program.getSubcommands()).containsOnlyKeys("audit");
        assertThat(under(program, "audit").getSubcommands()).containsOnlyKeys("verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "aply", "-v apply", "generate-completion"})
    void everythingIsBuiltWhereNoCommandIsNamedFirstOrTheCommandTellsOfAll(String words) {
        assertThat(called(words.split(" ")).getSubcommands()).hasSizeGreaterThan(15);
    }

    static Stream<List<String>> commands() {
        return called().getSubcommands().entrySet().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(List.of(command.getKey())),
                        command.getValue().getSubcommands().keySet().stream()
                                .map(under -> List.of(command.getKey(), under))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsTheSameAloneAndAmongAll(List<String> words) {
        String[] call = words.toArray(String[]::new);
        assertThat(help(called(call), words)).isEqualTo(help(called(), words));
    }

    private static CommandLine under(CommandLine command, String name) {
        return Objects.requireNonNull(command.getSubcommands().get(name), name);
    }

    private static String help(CommandLine program, List<String> words) {
        CommandLine command = program;
        for (String word : words) {
            command = under(command, word);
        }
        return command.getUsageMessage();
    }
}
