package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.sample.SampleServerStartException;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample fleets on servers that differ, from the files to the wire: every tenant ends as its file says. */
class InstallationsTest {

    private static final Map<String, String> MIXED = Map.ofEntries(
            Map.entry("Cust00001", "CONVERGED"),
            Map.entry("Cust00005", "UNSUPPORTED"),
            Map.entry("Cust00007", "SKIPPED"),
            Map.entry("Cust00008", "CONVERGED"),
            Map.entry("Cust00009", "SKIPPED"),
            Map.entry("Cust00010", "CONVERGED"),
            Map.entry("Cust00011", "REJECTED"),
            Map.entry("Cust00012", "REJECTED"),
            Map.entry("Cust00013", "DIVERGED"),
            Map.entry("Cust00014", "CONVERGED"),
            Map.entry("Cust00015", "DIVERGED"),
            Map.entry("Cust00016", "FAILED"),
            Map.entry("Cust00017", "FAILED"),
            Map.entry("Cust00018", "FAILED"),
            Map.entry("Cust00019", "DIVERGED"));

    private static final Map<String, String> ONLINE = Map.of(
            "Cust00030", "CONVERGED",
            "Cust00031", "CONVERGED",
            "Cust00035", "UNSUPPORTED",
            "Cust00036", "SKIPPED",
            "Cust00037", "CONVERGED",
            "Cust00038", "FAILED");

    @TempDir
    Path folder;

    /** The server of a scenario, and the sample fleet with its port in place of the one that the file names. */
    private SampleServer serve(String fleet) throws IOException, SampleServerStartException {
        SampleServer server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(),
                folder.resolve("server").resolve("state.jsonl"),
                Credentials.SAMPLE,
                Path.of("samples/scenarios", fleet + ".yaml")));
        Path source = Path.of("samples", fleet);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("configs").resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replaceAll("http://127\\.0\\.0\\.1:\\d+", server.url()));
            }
        }
        return server;
    }

    private Commands.Result run(String... args) {
        String[] all = Stream.of(
                        Stream.of(args),
                        Stream.of(
                                "--configs",
                                folder.resolve("configs").toString(),
                                "--work",
                                folder.resolve("work").toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return new Commands()
                .with("SMSCONFIG_RATE", "0")
                .with(
                        "SAMPLE_APP_KEY_FILE",
                        folder.resolve("server").resolve("sample-app.xml").toString())
                .run(all);
    }

    private static Map<String, String> outcomes(Commands.Result result) {
        Map<String, String> outcomes = new TreeMap<>();
        for (JsonNode tenant : JsonMapper.shared().readTree(result.out()).get("tenants")) {
            outcomes.put(
                    tenant.get("tenant").stringValue(), tenant.get("outcome").stringValue());
        }
        return outcomes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "mixed-xml"})
    void tenantsEndAsTheirServersAllow(String environment) throws Exception {
        try (SampleServer server = serve("mixed")) {
            Commands.Result result = run("apply", "--yes", "-o", "json", "--env", environment);
            assertThat(outcomes(result)).containsExactlyInAnyOrderEntriesOf(MIXED);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out() + result.err()).doesNotContain("sample-password");
            assertThat(server.requestLog().savesOf(new TenantId("Cust00011"))).isZero();
            assertThat(server.requestLog().savesOf(new TenantId("Cust00012"))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system-user", "refresh-token", "access-token", "ticket"})
    void onlineTenantsAreReachedByEachWayToSignIn(String environment) throws Exception {
        try (SampleServer server = serve("online")) {
            Commands.Result result = run("apply", "--yes", "-o", "json", "--env", environment);
            assertThat(outcomes(result)).containsExactlyInAnyOrderEntriesOf(ONLINE);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out() + result.err()).doesNotContain("sample-client-secret", "7T:", "8A:", "BEGIN");
            assertThat(server.requestLog().savesOf(new TenantId("Cust00030"))).isEqualTo(1);
        }
    }

    @Test
    void aTicketIsGotOnceForTheWholeRun() throws Exception {
        try (SampleServer server = serve("online")) {
            run("apply", "--yes", "--env", "system-user");
            // four that run and let the app in, and the one that does not, in observing only
            assertThat(server.requestLog().logins()).isEqualTo(5);
        }
    }

    @Test
    void aDifferenceThatCannotBeSavedIsStillReported() throws Exception {
        try (SampleServer server = serve("online")) {
            Commands.Result result = run("plan", "--env", "ticket");
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out())
                    .contains("UNSUPPORTED Cust00035\n      the server (12.2.100.0) has no SaveSmsConfig")
                    .contains("differs in NsPluginSender\n")
                    .contains("SKIPPED Cust00036\n")
                    .endsWith("Plan: 3 to change, 0 in sync, 1 failed, 1 unsupported, 1 skipped.\n");
            assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
        }
    }

    @Test
    void pingTellsHowEveryTenantStands() throws Exception {
        try (SampleServer server = serve("mixed")) {
            Commands.Result result = run("ping");
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out().replaceAll(":\\d{4,5}", ":PORT ").replaceAll(" +\\d+ ms", " N ms"))
                    .contains("\nCust00001  127.0.0.1:PORT   10.5.4.1012  Running             yes       ok N ms\n")
                    .contains("\nCust00005  127.0.0.1:PORT   11.13.500.0  Running             no        ok N ms\n")
                    .containsPattern("\nCust00007  - +-  +Suspended +\\? +\\? +-\n")
                    .contains("\nCust00010  localhost:PORT   10.5.4.1012")
                    .contains("  Cust00016\n      200 from 127.0.0.1:PORT  with null")
                    .endsWith("Ping: 10 of 15 tenants answered, 1 cannot save, 2 not running, 3 failed.\n");
            assertThat(server.requestLog().savesOf(new TenantId("Cust00001"))).isZero();
        }
    }

    @Test
    void pingTellsARefusedCredentialFromTheOthers() throws Exception {
        try (SampleServer server = serve("online")) {
            Commands.Result result = run("ping", "-o", "json");
            JsonNode report = JsonMapper.shared().readTree(result.out());
            assertThat(report.get("formatVersion").stringValue()).isEqualTo("1");
            assertThat(report.get("exitCode").intValue()).isEqualTo(4);
            assertThat(report.get("tenants"))
                    .anySatisfy(tenant -> {
                        assertThat(tenant.get("tenant").stringValue()).isEqualTo("Cust00038");
                        assertThat(tenant.get("credential").stringValue()).isEqualTo("REFUSED");
                        assertThat(tenant.get("version").stringValue()).isEqualTo("10.5.4.1012");
                        assertThat(tenant.get("failure").stringValue()).isEqualTo("unauthenticated");
                    })
                    .anySatisfy(tenant -> {
                        assertThat(tenant.get("tenant").stringValue()).isEqualTo("Cust00035");
                        assertThat(tenant.get("canSave").stringValue()).isEqualTo("NO");
                        assertThat(tenant.get("credential").stringValue()).isEqualTo("ACCEPTED");
                    });
            assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
        }
    }

    @Test
    void aTenantThatMovesDuringARunIsFoundAgain() throws Exception {
        try (SampleServer server = serve("online")) {
            run("apply", "--yes", "--env", "ticket");
            server.controls().move(new TenantId("Cust00030"), "localhost");
            Commands.Result result = run("plan", "-o", "json", "--env", "ticket");
            assertThat(outcomes(result)).containsEntry("Cust00030", "IN_SYNC");
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedBeforeAnythingIsReached() throws Exception {
        try (SampleServer server = serve("online")) {
            Files.writeString(folder.resolve("server").resolve("sample-app.xml"), "CANARY no key CANARY");
            Commands.Result result = run("plan");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains("error: the credential of environment system-user: the private key is neither PEM nor RSA"
                            + " XML")
                    .doesNotContain("CANARY");
            assertThat(server.requestLog().logins()).isZero();
        }
    }
}
