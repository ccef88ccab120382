package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.git.TestRepository;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that are about some of the tenants. */
class SelectionCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private TestRepository repository;
    private SampleServer server;
    private String first;

    @BeforeEach
    void serveFourTenants() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                Stream.of("Cust1", "Cust2", "Cust3", "Test1").map(TenantId::new).toList(),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        fleet("100%");
        tenant("Cust1", "ring: canary, country: \"no\"", "Acme");
        tenant("Cust2", "ring: wide, country: \"no\"", "Acme");
        tenant("Cust3", "ring: wide, country: se", "Acme");
        tenant("Test1", "ring: wide", "Acme");
        first = repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void fleet(String maxChanged) {
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here: &
                  there: &
                guards: { maxChanged: %s }
                """.replace("&", """
                { api: "%s/{tenant}/api", insecure: true, auth: { scheme: basic, username: sample, password: \
                "ref+env://PASSWORD" } }""").formatted(server.url(), server.url(), maxChanged));
    }

    private void tenant(String id, String labels, String sender) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s, labels: { %s } }
                spec: { NsPluginSender: %s }
                """.formatted(id, labels, sender));
    }

    private Commands.Result run(String... args) {
        return run(new Commands(), args);
    }

    private Commands.Result run(Commands commands, String... args) {
        return commands.with("PASSWORD", "sample")
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--configs",
                                        repository.configs().toString(),
                                        "--work",
                                        folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private JsonNode planned(String... options) {
        List<String> args = new ArrayList<>(List.of("plan", "-o", "json"));
        args.addAll(List.of(options));
        return JSON.readTree(run(args.toArray(String[]::new)).out());
    }

    private static List<String> tenants(JsonNode report) {
        return report.path("tenants")
                .valueStream()
                .map(tenant -> tenant.path("tenant").asString())
                .toList();
    }

    private JsonNode shown() {
        String work = folder.resolve("work").toString();
        String id = JSON.readTree(
                        new Commands().run("runs", "-o", "json", "--work", work).out())
                .at("/runs/0/id")
                .asString();
        return JSON.readTree(
                new Commands().run("show", id, "-o", "json", "--work", work).out());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--select ring=canary|Cust1",
                "-l country_in_(no,se),ring!=canary|Cust2 Cust3",
                "-l !country|Test1",
                "--tenant Cust* --exclude *2|Cust1 Cust3",
                "--tenant Cust1 --tenant Test?|Cust1 Test1",
                "--tenant Cust1,Cust3|Cust1 Cust3",
                "--tenant Cust* --select ring=wide --exclude Cust3|Cust2",
            })
    void plansOnlyTheTenantsThatAreChosen(String options, String tenants) {
        JsonNode plan = planned(Stream.of(options.split(" "))
                .map(word -> word.replace('_', ' '))
                .toArray(String[]::new));
        assertThat(tenants(plan)).containsExactly(tenants.split(" "));
        assertThat(plan.at("/run/fleet").asInt()).isEqualTo(4);
        assertThat(plan.at("/run/selection").asString()).startsWith("--");
    }

    @Test
    void aRunOfTheWholeFleetHasNoSelection() {
        JsonNode plan = planned();
        assertThat(plan.at("/run/selection").isNull()).isTrue();
        assertThat(plan.at("/run/fleet").asInt()).isEqualTo(4);
        assertThat(run("plan").out()).doesNotContain("Selected");
    }

    @Test
    void appliesToNoOtherTenantAndSaysSo() {
        Commands.Result result = run("apply", "--yes", "-l", "ring=canary");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("Selected 1 of 4 tenants: --select ring=canary\nApply: 1 converged, 0 in sync, 0 failed.\n");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(1);
        assertThat(server.requestLog().requests("GetSmsConfig")).isLessThanOrEqualTo(3);
    }

    @Test
    void thePlanThatOneConsentsToNamesTheSelection() {
        Commands.Result result = run("plan", "--tenant", "Cust*", "--exclude", "Cust3");
        assertThat(result.out())
                .endsWith("Selected 2 of 4 tenants: --tenant 'Cust*' --exclude Cust3\n"
                        + "Plan: 2 to change, 0 in sync, 0 failed.\n");
    }

    @Test
    void driftLooksOnlyAtTheTenantsThatAreChosen() {
        Commands.Result result = run("drift", "-l", "country=no");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("\nSelected 2 of 4 tenants: --select country=no\nDrift: ");
        assertThat(tenants(shown())).containsExactly("Cust1", "Cust2");
    }

    @Test
    void historyTellsASelectionFromTheFleet() {
        run("apply", "--yes", "--tenant", "Cust1");
        Commands.Result second = run("apply", "--yes", "--tenant", "Cust1");
        assertThat(second.out()).contains("No changes. All 1 selected tenants are as git says.");
        String work = folder.resolve("work").toString();
        assertThat(new Commands().run("runs", "--work", work).out()).contains("0 failed. Selected 1 of 4.");
        assertThat(shown().at("/run/selection").asString()).isEqualTo("--tenant Cust1");
        assertThat(new Commands()
                        .run("show", shown().at("/run/id").asString(), "--work", work)
                        .out())
                .contains("\nSelected 1 of 4 tenants: --tenant Cust1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-l ring=canry|--select ring=canry matches no tenant: no tenant's ring is canry; did you mean canary?",
                "--tenant Cust1 --tenant Cost2|--tenant Cost2 matches no tenant; did you mean Cust2?",
                "-l ring=canary --tenant Test1|no tenant is left: --select ring=canary leaves 1, --tenant Test1 leaves 1",
                "--limit list|--limit takes @ and the name of a file",
                "--limit @missing|--limit @missing: the file can't be read",
            })
    void whatMatchesNothingIsAnErrorAndNoGreenRun(String options, String message) {
        for (String command : List.of("plan", "drift", "apply --yes", "ping")) {
            Commands.Result result = run((command + " " + options).split(" "));
            assertThat(result.exitCode()).as(command).isEqualTo(2);
            assertThat(result.err()).as(command).contains("error: " + message);
        }
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-l ring=|Invalid value for option '--select': part 1 of the expression lacks a value",
                "--tenant Cust[12]|Invalid value for option '--tenant' (GLOB): write a tenant id",
                "-l ring=a -l ring=b|option '--select' (EXPR) should be specified only once",
            })
    void refusesWhatItCanNotRead(String options, String message) {
        Commands.Result result = run(("plan " + options).split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void anExclusionThatMatchesNothingIsNoError() {
        Commands.Result result = run("plan", "--exclude", "Old*");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("--exclude 'Old*' matches no tenant");
    }

    @Test
    void sinceTakesChangedAndNewTenantsOnly() {
        tenant("Cust2", "ring: wide, country: \"no\"", "Other");
        tenant("Cust4", "ring: wide", "Acme");
        remove("Test1");
        repository.commit("Change one, add one, remove one");
        Commands.Result result = run("plan", "-o", "json", "--since", first);
        JsonNode plan = JSON.readTree(result.out());
        assertThat(tenants(plan)).containsExactly("Cust2", "Cust4");
        assertThat(plan.at("/run/selection").asString()).isEqualTo("--since " + first);
        assertThat(result.err()).contains("1 tenant that had a file at " + first + " have none any more");
    }

    private void remove(String tenant) {
        try {
            Files.delete(repository.configs().resolve("tenants/" + tenant + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sinceComparesWithTheRevisionThatIsRead() {
        tenant("Cust2", "ring: wide, country: \"no\"", "Other");
        String second = repository.commit("Change one");
        tenant("Cust3", "ring: wide, country: se", "Other");
        repository.commit("Change another");
        assertThat(tenants(planned("--since", first, "--revision", second))).containsExactly("Cust2");
    }

    @Test
    void aCommitIsNamedInFullWhateverItWasCalled() {
        tenant("Cust2", "ring: wide, country: \"no\"", "Other");
        repository.commit("Change one");
        assertThat(planned("--since", "HEAD~1").at("/run/selection").asString()).isEqualTo("--since " + first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply --yes"})
    void noChangeSinceIsNoErrorAndMakesARunOfNoTenant(String command) {
        Commands.Result result = run((command + " --since HEAD").split(" "));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("No tenant's effective configuration changed since HEAD.");
        assertThat(result.out()).contains("No changes. None of 4 tenants was selected");
        assertThat(shown().at("/run/status").asString()).isEqualTo("COMPLETED");
        assertThat(shown().at("/summary/tenants").asInt()).isZero();
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void aRevisionThatThereIsNotIsAnError() {
        Commands.Result result = run("plan", "--since", "nowhere");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no revision nowhere");
    }

    @Test
    void limitReadsAListWithComments() throws IOException {
        Path list = file("list.txt", "\uFEFF# on call\r\nCust3\r\n\r\n  Cust1 # again\r\n");
        assertThat(tenants(planned("--limit", "@" + list))).containsExactly("Cust1", "Cust3");
    }

    @Test
    void limitTakesWhatARunLeftIncomplete() throws IOException {
        server.close();
        Path report = folder.resolve("report");
        assertThat(run("apply", "--yes", "--tenant", "Cust2", "--report", report.toString())
                        .exitCode())
                .isEqualTo(4);
        String run = Files.readString(report.resolve("run.json"));
        Path mixed = file(
                "mixed.json",
                run.replace("\"tenants\":[", "\"tenants\":[{\"tenant\":\"Cust1\",\"outcome\":\"CONVERGED\"},"));
        Commands.Result result = run("plan", "-o", "json", "--limit", "@" + mixed);
        assertThat(tenants(JSON.readTree(result.out()))).containsExactly("Cust2");
        assertThat(run("plan", "--env", "there", "--limit", "@" + mixed).err())
                .contains("is the report of a run in another environment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cust1\\nno id!|has no tenant id in line 2",
                "{\"formatVersion\":\"1\",\"tenants\":[]}|is no whole report of a run",
                "{\"formatVersion\":\"2\",\"run\":{\"environment\":\"here\"},\"tenants\":[]}|is no whole report of a run",
                "{\"formatVersion\":\"1\",\"run\":{\"environment\":\"here\"},\"tenants\":[{\"tenant\":\"Cust1\"}]}|is no"
                        + " whole report of a run",
                "{\"formatVersion\":\"1\",\"run\":{\"environment\":\"here\"},\"tenants\":[|is no whole report of a run",
                "{\"formatVersion\":\"1\",\"run\":{\"environment\":\"here\"},\"tenants\":[]|is no whole report of a run",
                "{\"formatVersion\":\"1\",\"run\":{\"environment\":\"here\"},\"tenants\":[]}|left no tenant incomplete",
                "[]|is no whole report of a run",
                "# nobody|names no tenant",
                "Cust1\\nGone|names tenants that have no file in the config folder: Gone;",
            })
    void limitSaysWhatIsWrongWithItsFile(String text, String message) throws IOException {
        Path limit = file("limit", text.replace("\\n", "\n"));
        Commands.Result result = run("plan", "--limit", "@" + limit);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void guardsCountAgainstTheWholeFleet() {
        fleet("25%");
        repository.commit("Guard");
        assertThat(run("apply", "--yes", "--tenant", "Cust1").exitCode()).isZero();
        Commands.Result two = run("apply", "--yes", "--tenant", "Cust2,Cust3");
        assertThat(two.exitCode()).isEqualTo(6);
        assertThat(two.err()).contains("2 of 4 tenants would change");
    }

    @Test
    void resumeKeepsTheSelection() {
        run("apply", "--yes", "--tenant", "Cust1,Cust2", "--max-changes", "1");
        String id = shown().at("/run/id").asString();
        assertThat(run(new Commands().with("SMSCONFIG_TENANT", "Test1"), "resume", id, "--yes", "--max-changes", "2")
                        .exitCode())
                .isZero();
        assertThat(tenants(shown())).containsExactly("Cust1", "Cust2");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(2);
    }

    @Test
    void aSelectionThatWasNeverWrittenDownIsNotTakenForTheFleet() throws IOException {
        Files.createDirectories(folder.resolve("work"));
        Run.Origin origin = new Run.Origin(repository.configs().toString(), null, false, "--tenant Cust1", 4);
        Instant begin = Instant.EPOCH;
        try (JobStore store = JobStore.embedded(folder.resolve("work"), Clock.systemUTC())) {
            store.runs()
                    .insert(new Run(
                            "r1", Run.APPLY, "here", RunStatus.RUNNING, origin, "100%", begin, null, "a host 1", null));
        }
        Commands.Result result = run("resume", "r1", "--yes");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("before it wrote down which tenants it is about");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void pingReachesOnlyTheTenantsThatAreChosen() {
        Commands.Result result = run("ping", "-l", "ring=canary");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Cust1").doesNotContain("Cust2").contains("1 of 1 tenants answered");
        assertThat(result.err()).contains("Selected 1 of 4 tenants: --select ring=canary");
    }

    @Test
    void globsMayStandInTheEnvironmentAndTheFlagReplacesThem() {
        Commands commands =
                new Commands().with("SMSCONFIG_TENANT", "Cust1,Cust2").with("SMSCONFIG_OUTPUT", "json");
        assertThat(tenants(JSON.readTree(run(commands, "plan").out()))).containsExactly("Cust1", "Cust2");
        assertThat(tenants(
                        JSON.readTree(run(commands, "plan", "--tenant", "Cust3").out())))
                .containsExactly("Cust3");
    }
}
