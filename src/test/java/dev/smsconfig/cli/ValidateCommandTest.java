package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.smsconfig.source.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidateCommandTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path dir;

    @BeforeEach
    void aFolderWithAWarning() throws IOException {
        write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments:
                  sample: { server: embedded }
                secrets: { plaintext: allow }
                """);
        tenant("NsPluginSender: Stark Industries");
    }

    @Test
    void writesOneJsonObjectWithEveryProblem() {
        tenant("NsPluginSendr: Zq7canary");

        Commands.Result result = validate("-o", "json");

        JsonNode json = JSON.readTree(result.out());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("{\"formatVersion\":\"1\",")
                .endsWith("}\n")
                .doesNotContain("Zq7canary");
        assertThat(json.at("/problems/0").toString())
                .isEqualTo("{\"file\":\"" + dir + "/configs/tenants/A.yaml\",\"line\":5,\"column\":3,\"rule\":"
                        + "\"config.unknown-field\",\"severity\":\"error\",\"message\":\"no such field; did you mean"
                        + " 'NsPluginSender'?\"}");
        assertThat(json.at("/summary").toString()).isEqualTo("{\"tenants\":0,\"errors\":1,\"warnings\":0}");
        assertThat(json.at("/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void givesAnEmptyListWhereNothingIsWrong() {
        tenant("NsPluginSender: Contoso");

        JsonNode json = JSON.readTree(validate("-o", "json").out());

        assertThat(json.at("/problems").isEmpty()).isTrue();
        assertThat(json.at("/exitCode").asInt()).isZero();
    }

    @Test
    void warnsOfAnAcceptedDifferenceThatHasExpiredByToday() throws IOException {
        tenant("NsPluginSender: Contoso");
        String accepted =
                "acceptedDifferences: [ { tenants: \"*\", field: NsPluginSender, owner: us, reason: why, expires: ";
        String fleet = Files.readString(dir.resolve("configs/fleet.yaml"));

        write("configs/fleet.yaml", fleet + accepted + "1999-12-31 } ]\n");
        assertThat(validate().out()).contains("accepted.expired").endsWith("(warning)\n");
        write("configs/fleet.yaml", fleet + accepted + "9999-12-31 } ]\n");
        assertThat(validate().out()).doesNotContain("accepted.expired");
    }

    @Test
    void warnsWithoutFailingUnlessStrict() {
        Commands.Result lenient = validate();
        Commands.Result strict = validate("--strict");

        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).contains("tenant.sender").endsWith("(warning)\n");
        assertThat(lenient.err()).contains("1 tenants without errors").contains("0 errors, 1 warning.");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out()).contains("tenant.sender").doesNotContain("(warning)");
        assertThat(strict.err()).contains("1 error, 0 warnings.");
    }

    @Test
    void strictDeniesAPlaintextSecretThatTheFleetAllows() {
        tenant("NsPluginConfig: { own_key: Zq7canary }");

        assertThat(validate().exitCode()).isZero();
        Commands.Result strict = validate("--strict");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out()).contains("A.yaml:5:30: secret.plaintext").doesNotContain("Zq7canary");
    }

    @Test
    void quietLeavesWarningsOutOfTheText() {
        Commands.Result result = validate("--quiet");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("1 warning.").endsWith("exit 0: done\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-color", "-v", "--verbose"})
    void takesTheOptionsOfTheOtherCommands(String option) {
        assertThat(validate(option).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif"})
    void writesIntoAFileWhatItElseWouldPrint(String form) {
        Path file = dir.resolve("problems.out");

        String printed = validate("-o", form).out();
        Commands.Result result = validate("-o", form, "--out", file.toString());

        assertThat(result.out()).isEmpty();
        assertThat(file).hasContent(printed);
        assertThat(dir.toFile().list()).containsExactlyInAnyOrder("configs", "problems.out");
    }

    @Test
    void saysWhereItCanNotWrite() {
        Commands.Result result =
                validate("--out", dir.resolve("none/problems.txt").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("cannot write").contains("none/problems.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples/invalid", "samples/valid", "no-such"})
    void writesSarifThatTheOfficialSchemaAdmits(String folder) throws IOException {
        String sarif = new Commands()
                .run("validate", "-o", "sarif", "--configs", folder)
                .out();

        try (InputStream schema = ValidateCommandTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json")) {
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(text)
                            .validate(sarif, InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void namesEveryRuleAndThePlaceOfEachResultInSarif() {
        String out = new Commands()
                .run("validate", "-o", "sarif", "--configs", "samples/invalid")
                .out();

        JsonNode run = JSON.readTree(out).at("/runs/0");
        List<String> rules = run.at("/tool/driver/rules")
                .valueStream()
                .map(rule -> rule.at("/id").asString())
                .toList();
        assertThat(out).doesNotContain("canary");
        assertThat(rules)
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
        assertThat(run.at("/results").size()).isEqualTo(19);
        assertThat(run.at("/results").valueStream())
                .allSatisfy(
                        result -> assertThat(rules.get(result.at("/ruleIndex").asInt()))
                                .isEqualTo(result.at("/ruleId").asString()));
        assertThat(run.at("/results/1/locations/0/physicalLocation").toString())
                .isEqualTo("{\"artifactLocation\":{\"uri\":\"samples/invalid/tenants/Alias.yaml\"},"
                        + "\"region\":{\"startLine\":6,\"startColumn\":19}}");
        assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void namesFilesOutsideTheWorkingFolderInFull() throws IOException {
        write("configs/tenants/A b.yaml", "x: y\n");

        JsonNode results = JSON.readTree(validate("-o", "sarif").out()).at("/runs/0/results");

        assertThat(results.get(0)
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("file://" + dir + "/configs/tenants/A%20b.yaml");
    }

    private Commands.Result validate(String... options) {
        String[] all = Arrays.copyOf(
                new String[] {"validate", "--configs", dir.resolve("configs").toString()}, 3 + options.length);
        System.arraycopy(options, 0, all, 3, options.length);
        return new Commands().run(all);
    }

    private void tenant(String specLine) {
        try {
            write(
                    "configs/tenants/A.yaml",
                    "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: A }\nspec:\n  " + specLine + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
