package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

class CommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private SampleServer server;
    private Path configs;
    private Path work;

    @BeforeEach
    void serveThreeTenants() throws Exception {
        configs = folder.resolve("configs");
        work = folder.resolve("work");
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B"), new TenantId("C")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        fleet(server.url(), "ref+env://PASSWORD");
        for (String tenant : new String[] {"A", "B", "C"}) {
            tenant(tenant, "ref+env://SECRET");
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void fleet(String url, String password) throws IOException {
        write("fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "%s" }
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: all } ]
                  failureBudget: { max: 3, percent: 100 }
                """.formatted(url, password));
    }

    private void tenant(String id, String password) throws IOException {
        write("tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec:
                  NsPluginSender: Acme%s
                  NsPluginConfig: { cm_username: u, cm_password: "%s" }
                """.formatted(id, id, password));
    }

    private void write(String name, String text) throws IOException {
        Path file = configs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Commands.Result run(String... args) {
        return commands().run(withFolders(args));
    }

    private String[] withFolders(String... args) {
        return Stream.concat(Stream.of(args), Stream.of("--configs", configs.toString(), "--work", work.toString()))
                .toArray(String[]::new);
    }

    private static Commands commands() {
        return new Commands().with("PASSWORD", "sample").with("SECRET", "Zq-secret");
    }

    private String lastRun() {
        return JSON.readTree(commands()
                        .run("runs", "-o", "json", "--work", work.toString())
                        .out())
                .at("/runs/0/id")
                .asString();
    }

    private long saves() {
        return server.requestLog().requests("SaveSmsConfig");
    }

    @Test
    void applyConvergesEveryTenantAndExitsWithZero() {
        Commands.Result result = run("apply", "--yes");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("3 tenants: ~ NsPluginConfig.cm_password (secret) -> (secret)");
        assertThat(result.err())
                .contains("Apply: 3 converged, 0 in sync, 0 failed.")
                .endsWith("exit 0: done\n");
        assertThat(saves()).isEqualTo(3);
    }

    @Test
    void applyTwiceSavesNothingTheSecondTime() {
        run("apply", "--yes");
        Commands.Result second = run("apply", "--yes");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("No changes. All 3 tenants are as git says.");
        assertThat(saves()).isEqualTo(3);
    }

    @Test
    void planListsExactlyTheChangedFieldsAndExitsWithThree() {
        run("apply", "--yes");
        Commands.Result plan = commands().with("SECRET", "Zq-rotated").run(withFolders("plan", "-o", "json"));
        JsonNode json = JSON.readTree(plan.out());
        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(json.propertyNames().iterator().next()).isEqualTo("formatVersion");
        assertThat(json.at("/exitCode").asInt()).isEqualTo(3);
        assertThat(json.at("/summary/planned").asInt()).isEqualTo(3);
        assertThat(json.at("/tenants/0/changes")).hasSize(1);
        assertThat(json.at("/tenants/0/changes/0/field").asString()).isEqualTo("NsPluginConfig.cm_password");
        assertThat(json.at("/tenants/0/changes/0/to").asString()).startsWith("hmac:k1:");
        assertThat(saves()).isEqualTo(3);
    }

    @Test
    void detailedExitCodeIsTerraforms() {
        assertThat(run("plan", "--detailed-exitcode").exitCode()).isEqualTo(2);
        run("apply", "--yes");
        assertThat(run("plan", "--detailed-exitcode").exitCode()).isZero();
    }

    @Test
    void noOutputFileOrTableHoldsASecret() throws IOException {
        Path reports = folder.resolve("reports");
        Commands.Result result = run("apply", "--yes", "-v", "--report", reports.toString());
        assertThat(result.out() + result.err()).doesNotContain("Zq-secret");
        for (Path root : List.of(work, reports)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain("Zq-secret");
                }
            }
        }
    }

    @Test
    void writesJsonAndJunitReports() throws IOException {
        Path reports = folder.resolve("reports");
        tenant("B", "ref+env://MISSING");
        Commands.Result result = run("apply", "--yes", "--report", reports.toString());
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(JSON.readTree(reports.resolve("run.json").toFile())
                        .at("/exitCode")
                        .asInt())
                .isEqualTo(4);
        assertThat(Files.readString(reports.resolve("junit.xml")))
                .contains("tests=\"3\" failures=\"1\"")
                .contains("<failure type=\"FAILED\" message=\"ref+env://MISSING does not resolve");
    }

    @Test
    void aReferenceThatDoesNotResolveFailsItsTenantOnly() throws IOException {
        tenant("B", "ref+env://MISSING");
        Commands.Result result = run("apply", "--yes");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("2 converged").contains("1 failed").contains("ref+env://MISSING");
        assertThat(saves()).isEqualTo(2);
    }

    @Test
    void resumeGoesOnWithWhatFailed() throws IOException {
        tenant("B", "ref+env://LATER");
        Commands.Result failed = run("apply", "--yes");
        assertThat(failed.err())
                .contains("Go on with: java -jar target/smsconfig.jar resume " + lastRun() + " --work " + work);
        Commands.Result resumed =
                commands().with("LATER", "now").run("resume", lastRun(), "--yes", "--work", work.toString());
        assertThat(resumed.exitCode()).isZero();
        assertThat(saves()).isEqualTo(3);
    }

    @Test
    void aConfigErrorStopsTheRunBeforeAnythingIsReached() throws IOException {
        write(
                "tenants/B.yaml",
                "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: B }\nspec: { Nope: 1 }\n");
        Commands.Result result = run("apply", "--yes");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("tenants/B.yaml:4:9: config.unknown-field")
                .contains("smsconfig validate");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
        assertThat(commands().run("runs", "--work", work.toString()).out()).contains("No runs yet");
    }

    @Test
    void aMissingFleetFileIsNamed() throws IOException {
        Files.delete(configs.resolve("fleet.yaml"));
        Commands.Result result = commands().run("validate", "--configs", configs.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("folder.no-fleet");
    }

    @Test
    void anUnknownEnvironmentIsAUsageError() {
        Commands.Result result = run("plan", "--env", "nosuch");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("it has here");
    }

    @Test
    void anUnreachableServerFailsItsTenants() throws IOException {
        fleet("http://127.0.0.1:1", "ref+env://PASSWORD");
        Commands.Result result = run("plan");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("FAILED A, B, C").contains("127.0.0.1:1");
    }

    @Test
    void aRefusedCredentialFailsItsTenants() {
        Commands.Result result = commands().with("PASSWORD", "Zq-wrong").run(withFolders("apply", "--yes"));
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("401").doesNotContain("Zq-wrong");
        assertThat(saves()).isZero();
    }

    @Test
    void aCredentialThatDoesNotResolveEndsTheCommand() throws IOException {
        fleet(server.url(), "ref+env://MISSING");
        Commands.Result result = run("apply", "--yes");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("ref+env://MISSING");
    }

    @Test
    void applyWithoutATerminalNeedsYes() {
        Commands.Result result = run("apply");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--yes");
        assertThat(saves()).isZero();
    }

    @Test
    void applyAsksOnATerminal() {
        assertThat(commands().answering("no\n").run(withFolders("apply")).exitCode())
                .isEqualTo(6);
        assertThat(saves()).isZero();
        assertThat(commands().answering("yes\n").run(withFolders("apply")).exitCode())
                .isZero();
        assertThat(saves()).isEqualTo(3);
    }

    @Test
    void theBlastRadiusGuardRefusesBeforeAnyWrite() {
        Commands.Result result = run("apply", "--yes", "--max-changes", "2");
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).contains("3 of 3 tenants would change").contains("--max-changes 3");
        assertThat(saves()).isZero();
    }

    @Test
    void aSecondRunNamesTheHolderOfTheLockAndExitsWithSix() {
        WorkFolder held = WorkFolder.open(work, "apply of a test");
        try {
            Commands.Result result = run("plan");
            assertThat(result.exitCode()).isEqualTo(6);
            assertThat(result.err()).contains("apply of a test").contains("process");
        } finally {
            held.close();
        }
    }

    @Test
    void aRepositoryThatAnotherProcessHasOpenIsRefusedWithSix() throws Exception {
        Files.createDirectories(work);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.smsconfig.cli.HoldsRepository",
                        work.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
            Commands.Result result = run("plan");
            assertThat(result.exitCode()).isEqualTo(6);
            assertThat(result.err()).contains("another process has the job repository");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRepositoryThatIsNoDatabaseIsAnErrorAndKeptAsItIs() throws IOException {
        Files.createDirectories(work);
        Files.writeString(work.resolve("repository.mv.db"), "not a database");
        Commands.Result result = run("plan");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("can't be opened");
        assertThat(work.resolve("repository.mv.db")).hasContent("not a database");
    }

    @Test
    void refusesAParallelismOfNothing() {
        Commands.Result result = run("plan", "--parallelism", "0");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--parallelism takes 1 to 1024");
    }

    @Test
    void anOptionMayStandInTheEnvironment() {
        assertThat(commands()
                        .with("SMSCONFIG_MAX_CHANGES", "2")
                        .run(withFolders("apply", "--yes"))
                        .exitCode())
                .isEqualTo(6);
    }

    @Test
    void aPlanCanNotBeResumed() {
        run("plan");
        Commands.Result result = run("resume", lastRun(), "--yes");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is a plan");
    }

    @Test
    void showGivesTheObjectOfTheRun() {
        run("apply", "--yes");
        Commands.Result result = commands().run("show", lastRun(), "-o", "json", "--work", work.toString());
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.at("/command").asString()).isEqualTo("apply");
        assertThat(json.at("/tenants/0/outcome").asString()).isEqualTo("CONVERGED");
        assertThat(json.at("/summary/converged").asInt()).isEqualTo(3);
    }

    @Test
    void anApplyWhereNothingIsWrittenTellsWhatItWouldSave() throws IOException {
        write(
                "fleet.yaml",
                Files.readString(configs.resolve("fleet.yaml"))
                        .replace("insecure: true", "insecure: true\n    writes: never"));

        Commands.Result result = run("apply", "--yes");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.out()).contains("NsPluginSender", "Plan: 3 to change, 0 in sync, 0 failed.");
        assertThat(result.err()).contains("Environment here has writes: never").doesNotContain("resume");
        assertThat(saves()).isZero();
        JsonNode shown = JSON.readTree(commands()
                .run("show", lastRun(), "-o", "json", "--work", work.toString())
                .out());
        assertThat(shown.at("/command").asString()).isEqualTo("apply");
        assertThat(shown.at("/summary/planned").asInt()).isEqualTo(3);
        assertThat(shown.at("/exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void aRateOfAnotherFormIsAUsageError() {
        Commands.Result result = run("plan", "--rate", "10");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("write a rate such as 10/s, or 0 for no limit");
    }

    @Test
    void aCaFileThatIsNoneIsAnErrorBeforeAnythingIsReached() throws IOException {
        write("ca.pem", "Zq7canary");
        write(
                "fleet.yaml",
                Files.readString(configs.resolve("fleet.yaml"))
                        .replace("insecure: true", "insecure: true\n    caFile: ca.pem"));

        Commands.Result result = run("plan");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("caFile of environment here names is no readable PEM file")
                .doesNotContain("Zq7canary");
    }

    @Test
    void asksTheProxyThatTheEnvironmentNames() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer(ScriptedServer.answer("404 Not Found", ""))) {
            write(
                    "fleet.yaml",
                    Files.readString(configs.resolve("fleet.yaml"))
                            .replace(
                                    "insecure: true", "insecure: true\n    proxy: \"127.0.0.1:" + proxy.port() + "\""));

            assertThat(run("plan").exitCode()).isEqualTo(4);
            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request).contains(" " + server.url() + "/"));
        }
    }

    @Test
    void anUnknownRunIsAnError() {
        Commands.Result result = commands().run("show", "nosuch", "--work", work.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("smsconfig runs");
    }
}
