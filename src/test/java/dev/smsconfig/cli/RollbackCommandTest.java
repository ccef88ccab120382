package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rollback RUN}, from git to the server and back. */
class RollbackCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OLD = "Zq-old-secret";
    private static final String NEW = "Zq-new-secret";

    @TempDir
    Path folder;

    private SampleServer server;
    private TestRepository repository;

    @BeforeEach
    void commitAFleetOfTwo() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: other
                environments:
                  other: { server: embedded }
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: canary, select: "ring=canary" }, { name: rest } ]
                  failureBudget: { max: 3, percent: 100 }
                """.formatted(server.url()));
        tenants("Legacy", "ref+env://OLD_SECRET");
        repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void tenants(String sender, String password) {
        tenant("A", "ring: canary", sender, password);
        tenant("B", "ring: rest", sender, password);
    }

    private void tenant(String id, String label, String sender, String password) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s, labels: { %s } }
                spec:
                  NsPluginSender: %s
                  NsPluginConfig: { cm_username: u, cm_password: "%s" }
                """.formatted(id, label, sender, password));
    }

    private Commands.Result run(String... args) {
        return run(new Commands().with("OLD_SECRET", OLD), args);
    }

    private Commands.Result run(Commands commands, String... args) {
        return commands.with("PASSWORD", "sample")
                .with("NEW_SECRET", NEW)
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--configs",
                                        repository.configs().toString(),
                                        "--work",
                                        folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private JsonNode json(Commands.Result result) {
        return JSON.readTree(result.out());
    }

    /** Two commits, both applied; the second changes sender and password. */
    private String rollForward() throws Exception {
        assertThat(run("apply", "--yes", "--env", "here").exitCode()).isZero();
        tenants("Acme", "ref+env://NEW_SECRET");
        repository.commit("Change the sender and the password");
        JsonNode applied = json(run("apply", "--yes", "--env", "here", "-o", "json"));
        assertThat(applied.at("/summary/converged").asInt()).isEqualTo(2);
        return applied.at("/run/id").asString();
    }

    private static Map<String, String> outcomes(JsonNode run) {
        Map<String, String> outcomes = new TreeMap<>();
        run.at("/tenants")
                .forEach(tenant -> outcomes.put(
                        tenant.at("/tenant").asString(), tenant.at("/outcome").asString()));
        return outcomes;
    }

    private String stateOfServer() throws Exception {
        return Files.readString(folder.resolve("server/state.jsonl"));
    }

    private int planOf(String revision) {
        return run("plan", "--env", "here", "--revision", revision).exitCode();
    }

    @Test
    void bringsBackValuesAndSecretsOfTheEarlierCommit() throws Exception {
        String undone = rollForward();

        Commands.Result rollback = run("rollback", undone, "--yes");

        assertThat(rollback.exitCode()).isZero();
        assertThat(rollback.out()).contains("back to what was there before run " + undone);
        assertThat(rollback.err())
                .contains("Rollback: 2 converged, 0 in sync, 0 failed.")
                .contains("revert the commit of run " + undone);
        assertThat(planOf("HEAD~1")).isZero();
        assertThat(planOf("HEAD")).isEqualTo(3);
        assertThat(rollback.out() + rollback.err()).doesNotContain(OLD, NEW);
    }

    @Test
    void asksBeforeItSaves() throws Exception {
        String undone = rollForward();

        assertThat(run("rollback", undone).exitCode()).isEqualTo(2);
        Commands.Result declined = run(new Commands().with("OLD_SECRET", OLD).answering("no\n"), "rollback", undone);
        assertThat(declined.exitCode()).isEqualTo(6);
        assertThat(declined.out()).contains("~ NsPluginSender \"Acme\" -> \"Legacy\"");
        assertThat(planOf("HEAD")).isZero();

        Commands.Result agreed = run(new Commands().with("OLD_SECRET", OLD).answering("yes\n"), "rollback", undone);
        assertThat(agreed.exitCode()).isZero();
        assertThat(planOf("HEAD~1")).isZero();
    }

    @Test
    void afterwardsGitIsPendingAndNothingIsLeftToTakeBack() throws Exception {
        String undone = rollForward();
        run("rollback", undone, "--yes");

        assertThat(run("drift", "--env", "here").out()).contains("Drift: 0 drifted, 2 pending, 0 in conflict");
        String before = stateOfServer();
        Commands.Result again = run("rollback", undone, "--yes");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("Nothing to roll back. Of 2 tenants");
        assertThat(stateOfServer()).isEqualTo(before);
        JsonNode applied = json(run("apply", "--yes", "--env", "here", "-o", "json"));
        assertThat(applied.at("/summary/converged").asInt()).isEqualTo(2);
    }

    @Test
    void leavesATenantAloneWhoseSecretWasRotatedSince() throws Exception {
        String undone = rollForward();
        String before = stateOfServer();

        Commands.Result rollback =
                run(new Commands().with("OLD_SECRET", "Zq-rotated"), "rollback", undone, "--yes", "-o", "json");

        assertThat(rollback.exitCode()).isEqualTo(4);
        JsonNode run = json(rollback);
        assertThat(outcomes(run)).isEqualTo(Map.of("A", "STALE", "B", "STALE"));
        assertThat(run.at("/tenants/0/message").asString())
                .startsWith("CONFLICT in NsPluginConfig.cm_password: the secret that commit ")
                .endsWith("changed since");
        assertThat(run.at("/tenants/0/changes/0/cause").asString()).isEqualTo("CONFLICT");
        assertThat(stateOfServer()).isEqualTo(before);
        assertThat(rollback.out() + rollback.err()).doesNotContain("Zq-");
    }

    @Test
    void leavesATenantAloneWhoseCommitIsNotKnown() throws Exception {
        tenants("Acme", "ref+env://NEW_SECRET");
        repository.commit("Begin otherwise");
        server.close();
        String undone = json(applyOverLegacy()).at("/run/id").asString();

        JsonNode run = json(run("rollback", undone, "--yes", "-o", "json"));

        assertThat(outcomes(run)).containsEntry("A", "STALE");
        assertThat(run.at("/tenants/0/message").asString()).contains("CONFLICT in NsPluginConfig.cm_password: ");
    }

    /** The first run on a fleet whose servers have secrets that no commit ever had. */
    private Commands.Result applyOverLegacy() throws Exception {
        Path scenario = Files.writeString(folder.resolve("scenario.yaml"), """
                defaults:
                  config:
                    NsPluginSender: Before
                    NsPluginConfig: { cm_username: u, cm_password: Zq-nobody-knows }
                tenants:
                  A: {}
                  B: {}
                """);
        server = SampleServer.start(new SampleServerOptions(
                Integer.parseInt(server.url().replaceAll(".*:", "")),
                List.of(),
                folder.resolve("other/state.jsonl"),
                Credentials.SAMPLE,
                scenario));
        return run("apply", "--yes", "--env", "here", "-o", "json");
    }

    @Test
    void goesOnOnceAMissingSecretIsBack() throws Exception {
        String undone = rollForward();
        JsonNode failed = json(run(new Commands(), "rollback", undone, "--yes", "-o", "json"));
        assertThat(outcomes(failed)).isEqualTo(Map.of("A", "FAILED", "B", "FAILED"));

        JsonNode resumed = json(run("resume", failed.at("/run/id").asString(), "--yes", "-o", "json"));

        assertThat(outcomes(resumed)).isEqualTo(Map.of("A", "CONVERGED", "B", "CONVERGED"));
        assertThat(planOf("HEAD~1")).isZero();
    }

    @Test
    void takesBackSomeTenantsOnly() throws Exception {
        String undone = rollForward();

        JsonNode run = json(run("rollback", undone, "--yes", "--select", "ring=canary", "-o", "json"));

        assertThat(outcomes(run)).isEqualTo(Map.of("A", "CONVERGED"));
        assertThat(run.at("/run/selection").asString()).contains("ring=canary");
    }

    @Test
    void tellsBothSidesOfTheStory() throws Exception {
        String undone = rollForward();
        JsonNode run = json(run("rollback", undone, "--yes", "-o", "json"));
        String rollback = run.at("/run/id").asString();

        assertThat(run.at("/command").asString()).isEqualTo("rollback");
        assertThat(run.at("/run/undoes").asString()).isEqualTo(undone);
        assertThat(run("show", rollback).out())
                .containsSubsequence(
                        "rollback in environment here, COMPLETED",
                        "rolls back run " + undone,
                        "rolling back run " + undone,
                        "begins to take back what run " + undone + " saved",
                        "wave canary began",
                        "sealed COMPLETED");
        assertThat(run("show", undone).out())
                .containsSubsequence(
                        "rolled back by run " + rollback, "what it saved is being taken back by run " + rollback);
        assertThat(json(run("show", undone, "-o", "json")).at("/run/undoneBy/0").asString())
                .isEqualTo(rollback);
        assertThat(run("runs").out()).contains("rollback");

        assertThat(run("rollback", rollback, "--yes").exitCode())
                .as("and forward again")
                .isZero();
        assertThat(planOf("HEAD")).isZero();
    }

    @Test
    void refusesWhatCantBeTakenBack() throws Exception {
        String plan =
                json(run("plan", "--env", "here", "-o", "json")).at("/run/id").asString();
        Commands.Result ofPlan = run("rollback", plan, "--yes");
        assertThat(ofPlan.exitCode()).isEqualTo(1);
        assertThat(ofPlan.err()).contains("is a plan, which saves nothing");

        Commands.Result unknown = run("rollback", "20260101-000000-000000", "--yes");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no run 20260101-000000-000000");

        String undone = rollForward();
        Commands.Result elsewhere = run("rollback", undone, "--yes", "--env", "other");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("is one of environment here");

        String quiet = json(run("apply", "--yes", "--env", "here", "-o", "json"))
                .at("/run/id")
                .asString();
        Commands.Result nothing = run("rollback", quiet, "--yes");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.err()).contains("nothing to roll back");

        tenants("Third", "ref+env://NEW_SECRET");
        repository.commit("Change the sender again");
        String paused = json(run("apply", "--yes", "--env", "here", "--until", "canary", "-o", "json"))
                .at("/run/id")
                .asString();
        Commands.Result ofPaused = run("rollback", paused, "--yes");
        assertThat(ofPaused.exitCode()).isEqualTo(6);
        assertThat(ofPaused.err()).contains("is paused and may still go on");
        assertThat(run("rollback", undone, "--yes").exitCode()).isEqualTo(6);
    }
}
