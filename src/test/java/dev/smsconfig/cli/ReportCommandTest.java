package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --report DIR}, from the files in git to the files of the report. */
class ReportCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private SampleServer server;
    private TestRepository repository;

    @BeforeEach
    void serveThreeTenants() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B"), new TenantId("C")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                guards: { maxChanged: 100%% }
                """.formatted(server.url()));
        repository.write("configs/groups/acme.yaml", """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: acme }
                spec:
                  NsPluginSender: Acme
                """);
        for (String tenant : List.of("A", "B")) {
            tenant(tenant, "groups: [acme]", "NsPluginConfig: { cm_username: " + tenant + " }");
        }
        tenant("C", "labels: { ring: last }", "NsPluginConfig: { cm_password: \"ref+env://MISSING\" }");
        repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void tenant(String id, String metadata, String spec) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: %s
                  %s
                spec:
                  %s
                """.formatted(id, metadata, spec));
    }

    private Commands.Result run(String... command) {
        return new Commands()
                .with("PASSWORD", "sample")
                .run(Stream.concat(
                                Stream.of(command),
                                Stream.of(
                                        "--configs",
                                        repository.configs().toString(),
                                        "--work",
                                        folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private Path reports(String name) {
        return folder.resolve(name);
    }

    private String lastRun() {
        return JSON.readTree(run("runs", "-o", "json").out()).at("/runs/0/id").asString();
    }

    private JsonNode findings(Path reports) throws IOException {
        return JSON.readTree(Files.readString(reports.resolve("run.sarif"))).at("/runs/0/results");
    }

    private static String place(JsonNode finding) {
        JsonNode place = finding.at("/locations/0/physicalLocation");
        String uri = place.at("/artifactLocation/uri").asString();
        return finding.at("/ruleId").asString() + " " + uri.substring(uri.indexOf("configs/")) + ":"
                + place.at("/region/startLine").asInt();
    }

    @Test
    void findingsPointAtTheLineThatSaysWhatShouldBe() throws IOException {
        assertThat(run("plan", "--report", reports("a").toString()).exitCode()).isEqualTo(4);
        assertThat(findings(reports("a")).valueStream().map(ReportCommandTest::place))
                .contains(
                        "tenant.failed configs/tenants/C.yaml:1",
                        "change.unverified configs/groups/acme.yaml:5",
                        "change.unverified configs/tenants/A.yaml:7")
                .doesNotContain("change.unverified configs/groups/acme.yaml:0");
        assertThat(findings(reports("a")).toString()).contains("2 tenants (A, B): NsPluginSender");
    }

    @Test
    void showWritesTheReportsThatTheRunWrote() throws IOException {
        assertThat(run("apply", "--yes", "--report", reports("run").toString()).exitCode())
                .isEqualTo(4);
        tenant("A", "groups: [acme]", "NsPluginConfig: { cm_username: later }");

        Commands.Result shown =
                run("show", lastRun(), "--report", reports("shown").toString());

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        try (Stream<Path> files = Files.list(reports("run"))) {
            List<Path> written = files.toList();
            assertThat(written).hasSize(7);
            for (Path file : written) {
                assertThat(reports("shown").resolve(file.getFileName())).hasSameTextualContentAs(file);
            }
        }
    }

    @Test
    void aRunWithoutACommitIsShownWithoutLines() throws IOException {
        tenant("A", "groups: [acme]", "NsPluginConfig: { cm_username: uncommitted }");
        assertThat(run("plan", "--report", reports("run").toString()).exitCode())
                .isEqualTo(4);
        assertThat(findings(reports("run")).valueStream().map(ReportCommandTest::place))
                .contains("change.unverified configs/tenants/A.yaml:7");

        run("show", lastRun(), "--report", reports("shown").toString());

        assertThat(findings(reports("shown")).valueStream().map(ReportCommandTest::place))
                .contains("change.unverified configs/tenants/A.yaml:0");
    }

    @Test
    void reportsThatCannotBeWrittenAreAnErrorThatSaysHowToGetThem() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "");
        Commands.Result result = run("plan", "--report", taken.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("the reports of run " + lastRun() + " can't be written to " + taken)
                .contains("show " + lastRun() + " --report DIR --work ");
        assertThat(taken).isEmptyFile();
    }

    @Test
    void theTrendGrowsByTheRunsOfTheSameCommand() throws IOException {
        run("apply", "--yes");
        run("plan");
        tenant("C", "labels: { ring: last }", "NsPluginSender: C");
        run("resume", lastApply(), "--yes", "--report", reports("first").toString());
        assertThat(reports("first").resolve("index.html")).content().doesNotContain("<svg");

        assertThat(run("apply", "--yes", "--report", reports("second").toString())
                        .exitCode())
                .isZero();

        String page = Files.readString(reports("second").resolve("index.html"));
        assertThat(page.split("<rect", -1)).as("two runs, three figures").hasSize(1 + 2 * 3);
        assertThat(page).contains(">Duration</title>");
    }

    private String lastApply() {
        return JSON.readTree(run("runs", "-o", "json").out())
                .at("/runs")
                .valueStream()
                .filter(run -> run.at("/command").asString().equals("apply"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
    }

    @Test
    void aDriftClosesWithItsOwnSentence() throws IOException {
        run("apply", "--yes");
        tenant("A", "groups: [acme]", "NsPluginConfig: { cm_username: moved }");
        run("drift", "--report", reports("drift").toString());
        assertThat(reports("drift").resolve("run.md"))
                .content()
                .contains("**Drift: 0 drifted, 1 pending, 0 in conflict, 0 never verified, 1 in sync, 1 failed.**");
    }
}
