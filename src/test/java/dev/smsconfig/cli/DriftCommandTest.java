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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DriftCommandTest {

    @TempDir
    Path folder;

    private SampleServer server;

    @BeforeEach
    void applyOnce() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B"), new TenantId("C")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        for (String tenant : new String[] {"A", "B", "C"}) {
            tenant("configs", tenant, "Acme" + tenant);
        }
        assertThat(run("configs", "work", "apply", "--yes").exitCode()).isZero();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void tenant(String configs, String id, String sender) throws IOException {
        Path tenants = Files.createDirectories(folder.resolve(configs).resolve("tenants"));
        Files.writeString(tenants.resolveSibling("fleet.yaml"), """
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
        Files.writeString(tenants.resolve(id + ".yaml"), """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec: { NsPluginSender: %s }
                """.formatted(id, sender));
    }

    private Commands.Result run(String configs, String work, String... command) {
        String[] args = java.util.Arrays.copyOf(command, command.length + 4);
        args[command.length] = "--configs";
        args[command.length + 1] = folder.resolve(configs).toString();
        args[command.length + 2] = "--work";
        args[command.length + 3] = folder.resolve(work).toString();
        return new Commands().with("PASSWORD", "sample").run(args);
    }

    /** Somebody with a job repository of their own. */
    private void meddle(String tenant, String sender) throws IOException {
        tenant("theirs-" + tenant, tenant, sender);
        assertThat(run("theirs-" + tenant, "work-" + tenant, "apply", "--yes").exitCode())
                .isZero();
    }

    private JsonNode drift() {
        return new JsonMapper()
                .readTree(run("configs", "work", "drift", "-o", "json").out());
    }

    @Test
    void tellsWhoMovedAndExitsWithThree() throws Exception {
        meddle("A", "Meddled");
        tenant("configs", "B", "Renamed");
        meddle("C", "Odd");
        tenant("configs", "C", "Renamed");

        Commands.Result result = run("configs", "work", "drift");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .containsSubsequence(
                        "PENDING: git moved, and no run has saved it yet (1 tenant)",
                        "B",
                        "~ NsPluginSender \"AcmeB\" -> \"Renamed\"",
                        "DRIFT: the server moved (1 tenant)",
                        "~ NsPluginSender \"Meddled\" -> \"AcmeA\"",
                        "CONFLICT: git and the server moved (1 tenant)",
                        "Drift: 1 drifted, 1 pending, 1 in conflict, 0 never verified, 0 in sync, 0 failed.");
    }

    @Test
    void isDoneWhereNothingMoved() {
        Commands.Result result = run("configs", "work", "drift");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("3 in sync");
    }

    @Test
    void readsEachTenantOnceAndSendsNoSave() throws Exception {
        meddle("A", "Meddled");
        long saves = server.requestLog().requests("SaveSmsConfig");
        long reads = server.requestLog().requests("GetSmsConfig");
        run("configs", "work", "drift");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(saves);
        assertThat(server.requestLog().requests("GetSmsConfig")).isEqualTo(reads + 3);
    }

    @Test
    void givesTheCauseOfEachFieldInJson() throws Exception {
        meddle("A", "Meddled");
        JsonNode drift = drift();
        assertThat(drift.at("/command").asString()).isEqualTo("drift");
        assertThat(drift.at("/tenants/0/changes/0/cause").asString()).isEqualTo("DRIFT");
        assertThat(drift.at("/summary/drifted").asInt()).isEqualTo(1);
        assertThat(drift.at("/exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void driftThatAnApplyHealsIsRecorded() throws Exception {
        meddle("A", "Meddled");
        JsonNode applied = new JsonMapper()
                .readTree(run("configs", "work", "apply", "--yes", "-o", "json").out());
        assertThat(applied.at("/summary/drifted").asInt()).isEqualTo(1);
        assertThat(applied.at("/tenants/0/cause").asString()).isEqualTo("DRIFT");
        assertThat(applied.at("/tenants/0/outcome").asString()).isEqualTo("CONVERGED");
    }

    /** Adds to the fleet file of the tenants' own folder. */
    private void fleetSays(String more) throws IOException {
        Path file = folder.resolve("configs").resolve("fleet.yaml");
        Files.writeString(file, Files.readString(file) + more + "\n");
    }

    private JsonNode apply(int exitCode) {
        Commands.Result result = run("configs", "work", "apply", "--yes", "-o", "json");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        return new JsonMapper().readTree(result.out());
    }

    @Test
    void anApplyLeavesDriftThatIsOnlyReportedAndExitsWithThree() throws Exception {
        meddle("A", "Meddled");
        tenant("configs", "B", "Renamed");
        fleetSays("drift: { policy: report }");
        long saves = server.requestLog().requests("SaveSmsConfig");

        JsonNode report = apply(3);

        assertThat(report.at("/run/status").asString()).isEqualTo("COMPLETED");
        assertThat(report.at("/tenants/0/outcome").asString()).isEqualTo("PLANNED");
        assertThat(report.at("/tenants/0/changes/0/treatment").asString()).isEqualTo("REPORT");
        assertThat(report.at("/tenants/1/outcome").asString()).isEqualTo("CONVERGED");
        assertThat(report.at("/summary/reported").asInt()).isEqualTo(1);
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(saves + 1);
        assertThat(apply(3).at("/summary/reported").asInt()).isEqualTo(1);
    }

    @Test
    void aPlanTellsApartWhatApplySavesAndWhatItLeaves() throws Exception {
        meddle("A", "Meddled");
        tenant("configs", "B", "Renamed");
        fleetSays("drift: { policy: report }");

        Commands.Result plan = run("configs", "work", "plan");

        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(plan.out())
                .containsSubsequence(
                        "Changes in environment here",
                        "\"AcmeB\" -> \"Renamed\"",
                        "Reported, and left as it is on the server:",
                        "\"Meddled\" -> \"AcmeA\"",
                        "1 with differences that are reported and left");
    }

    @Test
    void driftThatMustNotBeFailsItsTenantWithoutASave() throws Exception {
        meddle("A", "Meddled");
        fleetSays("drift: { policy: fail }");
        long saves = server.requestLog().requests("SaveSmsConfig");

        JsonNode report = apply(4);

        assertThat(report.at("/tenants/0/outcome").asString()).isEqualTo("FAILED");
        assertThat(report.at("/tenants/0/message").asString()).contains("NsPluginSender (DRIFT)");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(saves);
    }

    @Test
    void anAcceptedDifferenceIsLeftAndCounted() throws Exception {
        meddle("A", "Meddled");
        fleetSays("acceptedDifferences: [ { tenants: \"A*\", field: NsPluginSender, owner: desk, reason: agreed,"
                + " expires: 2999-01-01 } ]");

        JsonNode report = apply(0);

        assertThat(report.at("/tenants/0/outcome").asString()).isEqualTo("IN_SYNC");
        assertThat(report.at("/summary/accepted").asInt()).isEqualTo(1);
        assertThat(run("configs", "work", "plan").out())
                .contains("Accepted differences:", "1 with accepted differences");
    }

    @Test
    void anExpiredAcceptanceFailsItsTenantWithoutASave() throws Exception {
        meddle("A", "Meddled");
        fleetSays("acceptedDifferences: [ { tenants: \"A*\", field: NsPluginSender, owner: desk, reason: agreed,"
                + " expires: 2020-01-01 } ]");
        long saves = server.requestLog().requests("SaveSmsConfig");

        JsonNode report = apply(4);

        assertThat(report.at("/tenants/0/message").asString()).contains("expired on 2020-01-01", "owner desk");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(saves);
    }
}
