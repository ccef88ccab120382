package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A rollout of two waves, the second of which needs approval, from the command line. */
class RolloutCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private SampleServer server;
    private Path configs;
    private Path work;

    @BeforeEach
    void serve() throws Exception {
        configs = folder.resolve("configs");
        work = folder.resolve("work");
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B"), new TenantId("C")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        fleet("canary", "fourEyes: false");
        for (String tenant : new String[] {"A", "B", "C"}) {
            write("tenants/" + tenant + ".yaml", """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s, labels: { ring: %s } }
                    spec: { NsPluginSender: Acme }
                    """.formatted(tenant, tenant.equals("A") ? "canary" : "wide"));
        }
    }

    private void fleet(String canary, String more) throws IOException {
        write("fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                    %s
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: %s, select: "ring=canary" }, { name: nordic, approval: required } ]
                  failureBudget: { max: 3, percent: 100 }
                allowedSigners: allowed_signers
                """.formatted(server.url(), more, canary));
    }

    private void write(String name, String text) throws IOException {
        Path file = configs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .with("PASSWORD", "sample")
                .run(Stream.concat(Stream.of(args), Stream.of("--work", work.toString()))
                        .toArray(String[]::new));
    }

    private Commands.Result apply(String... more) {
        return run(Stream.concat(Stream.of("apply", "--yes", "--configs", configs.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private String lastRun() {
        return JSON.readTree(run("runs", "-o", "json").out()).at("/runs/0/id").asString();
    }

    private JsonNode shown(String run) {
        return JSON.readTree(run("show", run, "-o", "json").out());
    }

    private long saves() {
        return server.requestLog().requests("SaveSmsConfig");
    }

    private Commands.Result approve(String wave, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "resume", lastRun(), "--yes", "--approve", wave, "--by", "Kari", "--reason", "seen it"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aWaveThatWaitsForApprovalIsExitSevenWithTheCommandToApproveIt() {
        Commands.Result result = apply();
        String run = lastRun();
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(saves()).isEqualTo(1);
        assertThat(result.err())
                .contains("PAUSED: waits for approval of wave nordic")
                .contains("java -jar target/smsconfig.jar resume " + run
                        + " --approve nordic --by NAME --reason TEXT --work " + work)
                .contains("printf %s " + shown(run).at("/rollout/planHash").asString())
                .contains("exit 7: paused");
    }

    @Test
    void anApprovalIsRecordedAsClaimedAndTheRunGoesOn() {
        apply();
        String run = lastRun();
        assertThat(approve("nordic").exitCode()).isZero();
        assertThat(saves()).isEqualTo(3);
        JsonNode approval = shown(run).at("/waves/1/approval");
        assertThat(approval.at("/by").asString()).isEqualTo("Kari");
        assertThat(approval.at("/evidence").asString()).isEqualTo("CLAIMED");
        assertThat(run("show", run).out())
                .contains("wave nordic waits for approval")
                .contains("wave nordic approved by Kari: seen it (claimed)");
    }

    @Test
    void anApprovalOfAnotherWaveNamesTheOneThatWaits() {
        apply();
        Commands.Result result = approve("canary");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the wave that waits for approval is nordic");
        assertThat(saves()).isEqualTo(1);
    }

    @Test
    void anApprovalNeedsSomebodyAndAReason() {
        apply();
        assertThat(run("resume", lastRun(), "--yes", "--approve", "nordic").exitCode())
                .isEqualTo(2);
        assertThat(run("resume", lastRun(), "--yes", "--approve", "nordic", "--by", " ", "--reason", "x")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aRunThatWaitsForNothingCannotBeApproved() {
        apply();
        approve("nordic");
        assertThat(approve("nordic").err()).contains("waits for no approval");
    }

    @Test
    void untilAnUnknownWaveIsAUsageErrorThatKnowsWhatWasMeant() {
        Commands.Result result = apply("--until", "canari");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean canary?").contains("canary, nordic");
        assertThat(saves()).isZero();
    }

    @Test
    void untilAWaveEndsAfterIt() {
        Commands.Result result = apply("--until", "canary");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.err()).contains("was to stop before wave nordic");
    }

    @Test
    void aFailureOutweighsAPause() throws IOException {
        write("tenants/D.yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: D, labels: { ring: canary } }
                spec: { NsPluginSender: Acme }
                """);
        assertThat(apply().exitCode()).isEqualTo(4);
    }

    @Test
    void aPlanTellsItsCalculation() {
        Commands.Result plan = run("plan", "--configs", configs.toString());
        assertThat(plan.out())
                .contains("Rollout: stops at the 3rd failure; 2 waves; about ")
                .containsPattern("canary +1 tenant, 1 to change\n")
                .containsPattern("nordic +2 tenants, 2 to change, needs approval\n")
                .contains("plan hash ");
        JsonNode json = JSON.readTree(
                run("plan", "-o", "json", "--configs", configs.toString()).out());
        assertThat(json.at("/rollout/failureLimit").asInt()).isEqualTo(3);
        assertThat(json.at("/rollout/waves").asInt()).isEqualTo(2);
        assertThat(json.at("/rollout/saves").asInt()).isEqualTo(3);
        assertThat(json.at("/rollout/planHash").asString()).hasSize(64);
        assertThat(json.at("/waves/1/approvalRequired").asBoolean()).isTrue();
    }

    @Test
    void aSupersededRunIsNotResumed() throws IOException {
        apply();
        String old = lastRun();
        write(
                "tenants/B.yaml",
                Files.readString(configs.resolve("tenants/B.yaml")).replace("Acme", "Other"));
        assertThat(apply().exitCode()).isEqualTo(7);
        Commands.Result result = run("resume", old, "--yes");
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).contains("superseded by run " + lastRun());
    }

    @Test
    void fourEyesWantASignature() throws IOException {
        fleet("canary", "fourEyes: true");
        apply();
        Commands.Result result = approve("nordic");
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).contains("fourEyes: true").contains("signed by a pinned key");
        assertThat(saves()).isEqualTo(1);
    }
}
