package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** Options that stand in environment variables, and those that must not. */
class EnvironmentDefaultsTest {

    private static final String CONFIGS = Path.of("samples/valid").toString();

    /** JUnit looks the field up by its name. */
    @SuppressWarnings("unused")
    private static final List<String> FORBIDDEN = List.copyOf(EnvironmentDefaults.NEVER);

    @TempDir
    Path work;

    private Commands.Result run(Commands commands, String... args) {
        return commands.with("SMSCONFIG_WORK", work.toString()).run(args);
    }

    @Test
    void theFlagWinsOverTheVariable() {
        Commands commands = new Commands().with("SMSCONFIG_CONFIGS", "nowhere");
        assertThat(run(commands, "validate").exitCode()).isEqualTo(1);
        assertThat(run(commands, "validate", "--configs", CONFIGS).exitCode()).isZero();
    }

    @Test
    void theVariableWinsOverTheDefault() {
        Commands.Result result =
                run(new Commands().with("SMSCONFIG_CONFIGS", CONFIGS).with("SMSCONFIG_ENV", "elsewhere"), "plan");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("fleet.yaml has no environment of that name");
        assertThat(Files.exists(work.resolve("repository.mv.db"))).isTrue();
    }

    @Test
    void anEmptyVariableIsNotSet() {
        assertThat(run(new Commands().with("SMSCONFIG_CONFIGS", ""), "validate").exitCode())
                .isZero();
    }

    @Test
    void consentIsNeverTakenFromTheEnvironment() {
        Commands.Result result = run(
                new Commands()
                        .with("SMSCONFIG_YES", "true")
                        .with("SMSCONFIG_AUTO_APPROVE", "true")
                        .with("SMSCONFIG_CONFIGS", CONFIGS),
                "apply");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("add --yes");
    }

    @Test
    void aVariableOfAnotherMeaningDoesNotEndTheCommand() {
        Commands commands = new Commands().with("SMSCONFIG_VERSION", "2.1").with("SMSCONFIG_HELP", "true");
        assertThat(run(commands, "validate", "--configs", CONFIGS).exitCode()).isZero();
    }

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void hasNoVariableForWhatMustBeSaidEachTime(String option) {
        assertThat(EnvironmentDefaults.variable(OptionSpec.builder("-x", option).build()))
                .isNull();
    }

    @Test
    void aShortNameDoesNotNameTheVariable() {
        assertThat(EnvironmentDefaults.variable(
                        OptionSpec.builder("--max-changes", "-m").build()))
                .isEqualTo("SMSCONFIG_MAX_CHANGES");
    }

    @Test
    void namesTheVariableThatHoldsAWrongValue() {
        Commands commands = new Commands().with("SMSCONFIG_PARALLELISM", "many");
        Commands.Result result = run(commands, "plan", "--configs", CONFIGS);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--parallelism was taken from SMSCONFIG_PARALLELISM; correct that variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--parallelism=few", "--parallelism few"})
    void doesNotBlameTheVariableForAWrongFlag(String flag) {
        String[] args = ("plan --configs " + CONFIGS + " " + flag).split(" ");
        Commands.Result result = run(new Commands().with("SMSCONFIG_PARALLELISM", "8"), args);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("few").doesNotContain("SMSCONFIG_PARALLELISM");
    }

    @Test
    void aRequiredOptionMayStandInTheEnvironment() {
        Commands.Result result = run(new Commands().with("SMSCONFIG_SINCE", "HEAD"), "affected", "--configs", CONFIGS);
        assertThat(result.err()).doesNotContain("Missing required option");
    }

    @Test
    void verboseMeansTheSameInAVariable() {
        assertThat(new EnvironmentDefaults(Map.of("SMSCONFIG_VERBOSE", "true")).isTrue("SMSCONFIG_VERBOSE"))
                .isTrue();
        assertThat(new EnvironmentDefaults(Map.of()).isTrue("SMSCONFIG_VERBOSE"))
                .isFalse();
    }
}
