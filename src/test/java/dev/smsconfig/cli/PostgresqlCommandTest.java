package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.TestPostgres;
import dev.smsconfig.job.HardenedRepository;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RepositoryConnection;
import dev.smsconfig.job.RunLock;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands whose fleet.yaml names a database. */
class PostgresqlCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final String url = TestPostgres.newDatabase();
    private SampleServer server;
    private Path configs;

    @BeforeEach
    void serveTwoTenants() throws Exception {
        configs = folder.resolve("configs");
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        fleet(repository(url, TestPostgres.USER));
        tenant("A", "ref+env://SECRET");
        tenant("B", "ref+env://SECRET");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String repository(String url, String username) {
        return "repository: { url: \"%s\", username: %s, password: \"ref+env://DATABASE\" }\n".formatted(url, username);
    }

    private void fleet(String more) throws IOException {
        Files.createDirectories(configs.resolve("tenants"));
        Files.writeString(configs.resolve("fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                guards: { maxChanged: 100%% }
                """.formatted(server.url()) + more);
    }

    private void tenant(String id, String password) throws IOException {
        Files.writeString(configs.resolve("tenants/" + id + ".yaml"), """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec: { NsPluginConfig: { cm_password: "%s" } }
                """.formatted(id, password));
    }

    private static Commands commands() {
        return new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", "Zq-secret")
                .with("DATABASE", "Zq-database");
    }

    private Commands.Result run(String... args) {
        return commands()
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--configs",
                                        configs.toString(),
                                        "--work",
                                        folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private String lastRun() {
        return JSON.readTree(run("runs", "-o", "json").out()).at("/runs/0/id").asString();
    }

    @Test
    void everyCommandUsesTheDatabaseAndNoFileInTheWorkFolder() throws IOException {
        tenant("B", "ref+env://LATER");
        assertThat(run("plan").exitCode()).isEqualTo(4);
        assertThat(run("apply", "--yes").exitCode()).isEqualTo(4);
        String id = lastRun();
        assertThat(run("show", id).out()).contains("A", "B");
        Commands.Result resumed = commands()
                .with("LATER", "Zq-later")
                .run(
                        "resume",
                        id,
                        "--yes",
                        "--configs",
                        configs.toString(),
                        "--work",
                        folder.resolve("work").toString());
        assertThat(resumed.exitCode()).isZero();
        assertThat(JSON.readTree(run("runs", "-o", "json").out()).at("/runs")).hasSize(2);
        assertThat(folder.resolve("work/repository.mv.db")).doesNotExist();
    }

    @Test
    void theToolWorksUnderTheRoleThatTheHardeningScriptLeavesIt() throws IOException {
        HardenedRepository hardened = HardenedRepository.create();
        fleet(repository(hardened.url(), '"' + hardened.runtime() + '"'));
        tenant("B", "ref+env://LATER");
        assertThat(run("plan").exitCode()).isEqualTo(4);
        assertThat(run("drift").exitCode()).isEqualTo(4);
        assertThat(run("apply", "--yes").exitCode()).isEqualTo(4);
        String id = lastRun();
        assertThat(run("show", id).out()).contains("A", "B");
        Commands.Result resumed = commands()
                .with("LATER", "Zq-later")
                .run(
                        "resume",
                        id,
                        "--yes",
                        "--configs",
                        configs.toString(),
                        "--work",
                        folder.resolve("work").toString());
        assertThat(resumed.exitCode()).isZero();
        assertThat(run("runs").out()).contains(id).contains("COMPLETED");
    }

    @Test
    void aSecondApplyExitsWithSixAndAPlanGoesOn() {
        try (JobStore other =
                JobStore.open(RepositoryConnection.postgresql(url, TestPostgres.USER, null), Clock.systemUTC())) {
            RunLock.Answer answer = new RunLock(other, RunLock.Judgement.amongMany())
                    .takeEnvironment("here", "20260101-000000-abcdef", "apply");
            Commands.Result second = run("apply", "--yes");
            assertThat(second.exitCode()).isEqualTo(6);
            assertThat(second.err())
                    .contains(
                            "environment here: apply 20260101-000000-abcdef, host ",
                            "process " + ProcessHandle.current().pid());
            assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
            assertThat(run("plan").exitCode()).isEqualTo(3);
            ((RunLock.Answer.Granted) answer).lease().close();
        }
        assertThat(run("apply", "--yes").exitCode()).isZero();
        assertThat(run("apply", "--yes").exitCode())
                .as("the lease was given back")
                .isZero();
    }

    @Test
    void theHistoryIsThereWhateverElseIsWrongInFleetYaml() throws IOException {
        run("apply", "--yes");
        fleet(repository(url, TestPostgres.USER) + "nonsense: 1\n");
        assertThat(run("runs").out()).contains("apply");
        assertThat(run("apply", "--yes").exitCode()).isEqualTo(1);
    }

    @Test
    void aFleetYamlThatCannotBeReadIsNotTakenForOneWithoutRepository() throws IOException {
        fleet("repository: [\n");
        for (String command : List.of("runs", "plan")) {
            Commands.Result result = run(command);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("fleet.yaml:", "yaml.syntax");
        }
        assertThat(run("runs").err()).contains("it is not known where the job repository is");
    }

    @Test
    void butWhatTheWorkFolderHoldsIsShown() throws IOException {
        fleet("");
        run("apply", "--yes");
        fleet("repository: [\n");
        Commands.Result result = run("runs");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("apply");
        assertThat(result.err()).contains("any that the file may name is not");
    }

    @Test
    void aFolderWithoutFleetYamlIsNoPlaceToLookForHistory() throws IOException {
        Files.delete(configs.resolve("fleet.yaml"));
        assertThat(run("runs").exitCode()).isEqualTo(1);
        assertThat(run("runs").err()).contains("there is no fleet.yaml in " + configs);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsCredential() throws IOException {
        fleet(repository("jdbc:postgresql://127.0.0.1:1/sms?sslmode=disable", "nobody"));
        refused("can't be opened: it can't be reached");
    }

    @Test
    void aDatabaseThatLetsNobodyInIsNamedWithoutItsCredential() throws IOException {
        fleet(repository(url, "nobody"));
        refused("does not let this user in");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() throws IOException {
        fleet(repository(url.replaceFirst("/test_\\d+$", "/nosuch"), TestPostgres.USER));
        refused("there is no such database");
    }

    private void refused(String why) {
        for (String[] command : new String[][] {{"apply", "--yes", "-v"}, {"runs", "-v"}}) {
            Commands.Result result = run(command);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains("jdbc:postgresql://", why)
                    .contains("exit 1")
                    .doesNotContain("Zq-database", "sslmode", "error: internal");
        }
    }

    @Test
    void aPasswordThatDoesNotResolveIsNamedByItsReference() throws IOException {
        fleet(repository(url, TestPostgres.USER).replace("DATABASE", "MISSING"));
        Commands.Result result = run("runs");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the password of the job repository", "ref+env://MISSING");
    }
}
