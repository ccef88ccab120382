package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Personal;
import dev.smsconfig.job.StopSignal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CommandWordsTest {

    private static final CommandSpec PROGRAM = SmsConfigApplication.commandLine(
                    Terminal.ofProcess(), new StopSignal(), List.of())
            .getCommandSpec();
    private static final CommandWords WORDS = new CommandWords(PROGRAM, "/home/bo");

    /** Those that make runs, whose command line is recorded. */
    private static final List<String> RUNS = List.of("plan", "drift", "apply", "resume", "rollback");

    private static List<Object> words(String line) {
        return WORDS.of(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply --yes",
                "apply plan.json -o json",
                "plan -l ring=canary --tenant Cust1* --tenant Cust2*",
                "resume 20261124-020000-3f9a1c --approve nordic",
                "drift -v --quiet --detailed-exitcode",
                "apply -- --by",
            })
    void recordsWhatWasTyped(String line) {
        assertThat(words(line)).isEqualTo(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "--env=prod, --env prod",
        "-ojson, -o json",
        "-o=json, -o json",
        "-lring=canary, -l ring=canary",
    })
    void recordsAnAttachedValueAsAWordOfItsOwn(String given, String recorded) {
        assertThat(words(given)).isEqualTo(List.of(recorded.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--by Bo", "--by=Bo"})
    void aNameIsPersonal(String line) {
        assertThat(words(line)).containsExactly("--by", Personal.name("Bo"));
    }

    @Test
    void aReasonIsATextThatMayNamePeople() {
        assertThat(WORDS.of(List.of("--reason", "for Bo Ek"))).containsExactly("--reason", Personal.text("for Bo Ek"));
    }

    @Test
    void aValueThatLooksLikeAnOptionIsStillAValue() {
        assertThat(WORDS.of(List.of("--reason", "--env=prod")))
                .containsExactly("--reason", Personal.text("--env=prod"));
    }

    @Test
    void theHomeFolderIsWrittenWithoutTheAccount() {
        assertThat(words("--configs /home/bo/configs --work=/home/bo --out /home/bob/x"))
                .containsExactly("--configs", "~/configs", "--work", "~", "--out", "/home/bob/x");
    }

    @Test
    void anOptionThatNobodyThoughtAboutIsMasked() {
        CommandSpec program = CommandSpec.create();
        CommandSpec run = CommandSpec.create()
                .addOption(OptionSpec.builder("-p", "--token")
                        .type(String.class)
                        .arity("1")
                        .build())
                .addOption(OptionSpec.builder("-q").type(boolean.class).build());
        program.addSubcommand("apply", new CommandLine(run));
        CommandWords words = new CommandWords(program, "");
        assertThat(words.of(List.of(
                        "apply", "--token", "Zq7", "--token=Zq7", "-pZq7", "-p", "Zq7", "-qpZq7", "--tokem=Zq7")))
                .noneMatch(word -> word.toString().contains("Zq7"))
                .containsExactly("apply", "--token", "***", "--token", "***", "-p", "***", "-p", "***", "***", "***");
        assertThat(words.variables(run, List.of(), Map.of("SMSCONFIG_TOKEN", "Zq7")))
                .containsExactly(Map.entry("SMSCONFIG_TOKEN", "***"));
    }

    @Test
    void everyOptionOfACommandThatRunsIsThoughtAbout() {
        Set<String> masked = RUNS.stream()
                .map(PROGRAM.subcommands()::get)
                .filter(command -> command != null)
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(CommandWords::takesValue)
                .filter(option -> CommandWords.MASK.equals(WORDS.value(option, "x")))
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        assertThat(masked).isEmpty();
    }

    @Test
    void variablesThatStandForOptionsAreRecorded() {
        CommandSpec apply =
                Objects.requireNonNull(PROGRAM.subcommands().get("apply")).getCommandSpec();
        Map<String, String> environment = Map.of(
                "SMSCONFIG_PARALLELISM", "4",
                "SMSCONFIG_ENV", "prod",
                "SMSCONFIG_REASON", "never",
                "SMSCONFIG_OTHER", "x",
                "VAULT_TOKEN", "Zq7");
        assertThat(WORDS.variables(apply, List.of("apply", "--env=test"), environment))
                .containsExactly(Map.entry("SMSCONFIG_PARALLELISM", "4"));
    }

    @Test
    void whatIsRecordedOfACommandLineLosesNoWord() {
        List<String> line = Stream.of("apply", "--yes", "--by", "Bo", "-l", "a=b", "--work", "/x", "plan.json")
                .toList();
        assertThat(WORDS.of(line)).hasSameSizeAs(line);
    }
}
