package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README and the samples show is what happens. */
class SamplesTest {

    private static final String PROGRAM = "java -jar target/smsconfig.jar ";

    /** What stands after a colon, without quotes and brackets. */
    private static final Pattern VALUE = Pattern.compile("(?<=: )[^\\s{}\\[\\]\"#&*]+(?: [^\\s{}\\[\\]\"#&*]+)*");

    @TempDir
    Path work;

    private Commands.Result run(String... args) {
        return new Commands().run(args);
    }

    @Test
    void theFirstCommandOfTheReadmeConvergesAndTheSecondTimeSavesNothing() {
        String[] command = {"apply", "--yes", "--max-changes", "100%", "--work", work.toString()};
        Commands.Result first = run(command);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("Apply: 27 converged, 0 in sync, 0 failed.");
        Commands.Result second = run(command);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEqualTo("No changes. All 27 tenants are as git says.\n");
    }

    @Test
    void theSealedPlanOfTheReadmeIsMadeAndCarriedOut() throws IOException {
        run("apply", "--yes", "--max-changes", "100%", "--work", work.toString(), "--exclude", "Cust00001");
        String readme = Files.readString(Path.of("README.md"));
        List<Commands.Result> results = new ArrayList<>();
        for (String command : List.of("plan --out plan.json", "apply plan.json --yes")) {
            assertThat(readme).contains("\n" + PROGRAM + command + "\n");
            String here = command.replace("plan.json", work.resolve("plan.json").toString());
            results.add(run((here + " --work " + work).split(" ")));
        }
        assertThat(results).extracting(Commands.Result::exitCode).containsExactly(3, 0);
        assertThat(results.get(1).err()).contains("Apply: 1 converged, 26 in sync, 0 failed.");
    }

    @Test
    void theSelectionOfTheReadmeTakesTheTenantsThatItSays() throws IOException {
        String command = "plan -l 'country in (no,se)' --exclude 'Cust0001*'";
        assertThat(Files.readString(Path.of("README.md"))).contains("\n" + PROGRAM + command + "\n");
        List<String> words = Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        Commands.Result result = run(Stream.concat(words.stream(), Stream.of("--work", work.toString()))
                .toArray(String[]::new));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .contains("Selected 9 of 27 tenants: --select 'country in (no,se)' --exclude 'Cust0001*'");
    }

    @Test
    void withoutTheFlagTheFirstRunIsRefused() {
        Commands.Result result = run("apply", "--yes", "--work", work.toString());
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).contains("--max-changes 27");
    }

    @Test
    void theChangedFleetDiffersInExactlyFiveFields() {
        run("apply", "--yes", "--configs", "samples/valid", "--work", work.toString());
        Commands.Result plan = run("plan", "-o", "json", "--configs", "samples/changed", "--work", work.toString());
        assertThat(plan.exitCode()).isEqualTo(3);
        Map<String, String> changed = new TreeMap<>();
        for (JsonNode tenant : new JsonMapper().readTree(plan.out()).at("/tenants")) {
            assertThat(tenant.at("/changes")).hasSize(1);
            changed.put(
                    tenant.at("/tenant").asString(),
                    tenant.at("/changes/0/field").asString());
        }
        assertThat(changed)
                .isEqualTo(Map.of(
                        "Alpha", "NsPluginSender",
                        "Beta", "NsPluginConfig.cm_serviceUrl",
                        "Gamma", "NsPluginConfig.twilio_auth_token",
                        "Delta", "NsPluginConfig.smsteknik_serviceId",
                        "Epsilon", "DefaultSmsCountry"));
        assertThat(run("plan", "--configs", "samples/valid", "--work", work.toString())
                        .exitCode())
                .as("nothing was saved")
                .isZero();
    }

    @Test
    void theInvalidFleetHasExactlyTheProblemsThatAreWrittenDown() throws IOException {
        Commands.Result result = run("validate", "--configs", "samples/invalid");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo(Files.readString(Path.of("samples/invalid/EXPECTED.txt")));
        assertThat(result.out()).doesNotContain("canary");
    }

    /** The page's own commands, in its order, with its {@code --work} in a folder of the test. */
    @Test
    void everyCommandOnTheEmbeddedServerGivesWhatThePageSays() throws IOException {
        String page = Files.readString(Path.of("samples/README.md")).split("\n## Servers that differ\n")[0];
        List<Commands.Result> results = page.lines()
                .filter(line -> line.startsWith(PROGRAM))
                .map(line -> line.substring(PROGRAM.length()).replace("target/samples-work", work.toString()))
                .map(line -> run(line.split(" ")))
                .toList();
        assertThat(results).extracting(Commands.Result::exitCode).containsExactly(0, 3, 1, 0, 3, 0);
        assertThat(results.get(0).err()).contains("5 converged");
        assertThat(results.get(2).out().lines()).hasSize(19);
        assertThat(results.get(5).err()).contains("5 converged");
        assertThat(page).contains("saves five tenants", "exactly the five changed fields", "names 19 problems");
    }

    /** What these servers and fleets then do is {@link InstallationsTest}'s. */
    @Test
    void eachServerOfThePageIsTheOneThatItsFleetNames() throws IOException {
        String page = Files.readString(Path.of("samples/README.md"));
        List<MatchResult> servers = Pattern.compile(
                        "sample-server --port (\\d+) --scenario (samples/scenarios/(\\w+)\\.yaml)")
                .matcher(page)
                .results()
                .toList();
        assertThat(servers).hasSize(3);
        for (MatchResult server : servers) {
            assertThat(Path.of(server.group(2))).exists();
            assertThat(Files.readString(Path.of("samples", server.group(3), "fleet.yaml")))
                    .contains("http://127.0.0.1:" + server.group(1) + "/api/state/{tenant}");
            assertThat(page).contains("--configs samples/" + server.group(3) + " ");
        }
    }

    @Test
    void theChangedFleetIsPlannedAsOneOfEachKindOfChange() {
        run("apply", "--yes", "--configs", "samples/valid", "--work", work.toString());
        Commands.Result plan = run("plan", "--no-color", "--configs", "samples/changed", "--work", work.toString());
        assertThat(plan.out())
                .contains(
                        "\"Alpha AS\" -> \"Alpha Norge\"",
                        "+ NsPluginConfig.cm_serviceUrl",
                        "- NsPluginConfig.smsteknik_serviceId",
                        "\"+45\" -> \"+46\"",
                        "NsPluginConfig.twilio_auth_token");
        assertThat(plan.out() + plan.err()).doesNotContain(demonstrationValue("samples/valid/secrets/gamma"));
        assertThat(plan.out() + plan.err()).doesNotContain(demonstrationValue("samples/changed/secrets/gamma-rotated"));
    }

    private static String demonstrationValue(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSampleFleetsHaveNoProblems() {
        for (String folder : List.of("samples/valid", "samples/changed")) {
            Configuration configuration = ConfigFolder.read(Path.of(folder));
            assertThat(configuration.problems())
                    .extracting(Problem::text)
                    .allMatch(text -> text.startsWith("samples/changed/tenants/se/Delta.yaml:12:5: provider.missing-"))
                    .hasSize(folder.endsWith("changed") ? 1 : 0); // a setting removed
            assertThat(configuration.tenants()).hasSize(5);
        }
    }

    @Test
    void theLayeredFleetConvergesAndThenHoldsStill() {
        String[] command = {"apply", "--yes", "--configs", "samples/layers", "--work", work.toString()};
        Commands.Result first = run(command);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("3 converged");
        assertThat(run(command).out()).isEqualTo("No changes. All 3 tenants are as git says.\n");
    }

    @Test
    void everyInvalidFileShowsItsMistakeAndNoneOfItsValues() throws IOException {
        List<Problem> problems = ConfigFolder.read(Path.of("samples/invalid")).problems();
        List<String> seen = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of("samples/invalid/tenants"))) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                List<Problem> found = problems.stream()
                        .filter(problem -> problem.file().equals(file.toString()))
                        .toList();
                assertThat(found).as("%s", file).isNotEmpty();
                // not as UTF-8: one of them is not
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                String spec = text.substring(text.indexOf("metadata:"));
                List<String> values = VALUE.matcher(spec)
                        .results()
                        .map(MatchResult::group)
                        // a tenant's own name is in its file's name, which a problem shows
                        .filter(value -> value.length() > 2 && !file.endsWith(value + ".yaml"))
                        .toList();
                seen.addAll(values);
                for (Problem problem : found) {
                    assertThat(values).as(problem.message()).noneMatch(problem.message()::contains);
                }
            }
        }
        assertThat(seen).contains("canary-7Q", "Acme", "AnotherName", "0047", "+47", "ref+env:/canary-7Q");
    }

    @Test
    void theInvalidFleetReachesNoServerAndWritesNothing() {
        Commands.Result result = run("apply", "--yes", "--configs", "samples/invalid", "--work", work.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("nothing was reached or written").doesNotContain("canary");
        assertThat(work.resolve("sample")).doesNotExist();
    }
}
