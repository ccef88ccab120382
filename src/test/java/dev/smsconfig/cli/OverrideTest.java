package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Guards and overrides on the command line, with the fleet in {@code configs}, whose first run changes everything. */
class OverrideTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Commands.Result run(String... args) {
        return run(new Commands(), args);
    }

    private Commands.Result run(Commands commands, String... args) {
        return commands.run(Stream.concat(
                        Stream.of(args),
                        Stream.of("--work", folder.resolve("work").toString()))
                .toArray(String[]::new));
    }

    private JsonNode lastRun() {
        String id =
                JSON.readTree(run("runs", "-o", "json").out()).at("/runs/0/id").asString();
        return JSON.readTree(run("show", id, "-o", "json").out()).at("/run");
    }

    @Test
    void aPlanSaysWhatApplyWouldBeRefusedFor() {
        Commands.Result plan = run("plan");
        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(plan.out())
                .contains("apply would be refused by guards.maxChanged: 27 of 27 tenants would change, and 30% may")
                .contains("--max-changes 27");
        assertThat(lastRun().at("/guards/0/decision").asString()).isEqualTo("REFUSED");
    }

    @Test
    void anOverrideLetsItsGuardPassAndStandsInEveryReport() {
        Commands commands =
                new Commands().with("BUILD_URL", "https://ci.example.com/7/").with("BUILD_USER", "Bo Ek");
        Commands.Result result =
                run(commands, "apply", "--yes", "--override", "maxChanged", "--reason", "first night of the fleet");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("Override: guards.maxChanged overridden (27 of 27 tenants would change, and 30% may);"
                        + " reason: first night of the fleet; by user ");
        JsonNode run = lastRun();
        assertThat(run.at("/overrides")).hasSize(1);
        assertThat(run.at("/overrides/0/guard").asString()).isEqualTo("maxChanged");
        assertThat(run.at("/overrides/0/needed").asBoolean()).isTrue();
        assertThat(run.at("/overrides/0/reason").asString()).isEqualTo("first night of the fleet");
        assertThat(run.at("/overrides/0/by").asString())
                .contains(System.getProperty("user.name"), "process ", "https://ci.example.com/7/", "Bo Ek");
        assertThat(run("show", run.at("/id").asString()).out()).contains("first night of the fleet");
    }

    @Test
    void anOverrideOfAnotherGuardLetsNothingPass() {
        Commands.Result result = run("apply", "--yes", "--override", "maxFields", "--reason", "a try");
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err())
                .contains("REFUSED: guards.maxChanged: 27 of 27")
                .contains("guards.maxFields: the override was not needed");
    }

    private Commands.Result inTheFreezeOfACentury(String... args) throws IOException {
        Path configs = folder.resolve("configs");
        try (Stream<Path> files = Files.walk(Path.of("configs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path fleet = configs.resolve("fleet.yaml");
        Files.writeString(fleet, Files.readString(fleet).replace("guards: { maxChanged: 30% }", """
                        guards:
                          maxChanged: 100%
                          freeze: [ { from: "2000-01-01T00:00", to: "2099-12-31T00:00", zone: UTC, reason: "a long rest" } ]
                        """));
        return run(Stream.concat(Stream.of(args), Stream.of("--configs", configs.toString()))
                .toArray(String[]::new));
    }

    @Test
    void aFreezeOfTheFleetFileRefusesUntilItIsOverridden() throws IOException {
        assertThat(inTheFreezeOfACentury("plan").out())
                .contains("apply would be refused by guards.freeze: frozen until 2099-12-31 00:00 UTC");
        Commands.Result refused = inTheFreezeOfACentury("apply", "--yes");
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("a long rest", "--override freeze --reason TEXT");
        assertThat(inTheFreezeOfACentury("apply", "--yes", "--override", "freeze", "--reason", "it has to be")
                        .exitCode())
                .isZero();
    }

    @Test
    void anUnknownGuardIsAMistakeInTheCommand() {
        Commands.Result result = run("apply", "--yes", "--override", "maxChangd", "--reason", "x");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean maxChanged?");
        assertThat(run("apply", "--yes", "--override", "everything", "--reason", "x")
                        .err())
                .contains("there are maxChanged, maxFields, maxSameValue, minTenants, unusual, freeze");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \t"})
    void anOverrideNeedsAReason(String reason) {
        Commands.Result result = run("apply", "--yes", "--override", "freeze", "--reason", reason);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--override needs --reason TEXT");
    }

    @Test
    void aReasonHasItsLimitsAndItsOverride() {
        assertThat(run("apply", "--yes", "--override", "freeze").exitCode()).isEqualTo(2);
        assertThat(run("apply", "--yes", "--override", "freeze", "--reason", "x".repeat(501))
                        .err())
                .contains("at most 500 characters");
        assertThat(run("apply", "--yes", "--reason", "x").err()).contains("--reason goes with --override GUARD");
    }

    @Test
    void noVariableOfTheEnvironmentOverrides() {
        Commands commands =
                new Commands().with("SMSCONFIG_OVERRIDE", "maxChanged").with("SMSCONFIG_REASON", "every night");
        assertThat(run(commands, "apply", "--yes").exitCode()).isEqualTo(6);
    }
}
