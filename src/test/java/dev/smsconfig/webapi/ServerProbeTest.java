package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.Task;
import dev.smsconfig.reconcile.TenantComparison;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantReconciler;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Capability.Save;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProbeTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final String OK = "200 OK\r\nContent-Type: application/json; charset=utf-8";
    private static final String GET = "/api/v1/Agents/CustomerService/GetSmsConfig";
    private static final String SAVE = "/api/v1/Agents/CustomerService/SaveSmsConfig";
    private static final String WITH = ScriptedServer.whole(OK, "[\"" + GET + "\",\"" + SAVE + "\"]");
    private static final String WITHOUT = ScriptedServer.whole(OK, "[\"" + GET + "\"]");

    private final Transport transport = new Transport(Timeouts.standard(), 2, true);
    private final ScriptedServer server;
    private final ServerProbe probe;
    private volatile String root = version("10.5.4.1012");
    private volatile String list = WITHOUT;

    ServerProbeTest() throws IOException {
        server = ScriptedServer.answering(
                request -> request.startsWith("GET /Cust12345/api HTTP/1.1\r\n") ? root : list);
        probe = new ServerProbe(
                WireCalls.calls(new WebApiEndpoint(server.template(), true), transport), WireCalls.CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        server.close();
    }

    private static String version(String version) {
        return ScriptedServer.whole(
                OK, "{\"Name\":\"SuperOffice CRM\",\"NetServerVersion\":\"" + version + "\",\"IsOnline\":false}");
    }

    private List<String> requestLines() {
        return server.requests().stream()
                .map(request -> request.substring(0, request.indexOf("\r\n")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5", "9.2", "10.5.4.1012", "10.5.5.982", "10.99"})
    void aServerBefore11CanSave(String version) {
        root = version(version);
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.YES, version));
        assertThat(requestLines()).containsExactly("GET /Cust12345/api HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0", "11.0.1", "11.1", "11.1.447", "11.1.447.0", "11.10.721.0", "12.2", "1000.0"})
    void theListDecidesAboutALaterServer(String version) {
        root = version(version);
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.NO, version));
        assertThat(requestLines()).containsExactly("GET /Cust12345/api HTTP/1.1", "GET /Cust12345/api/v1 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0", "11.1.447", "12.2"})
    void theListIsBelievedBeforeTheVersion(String version) {
        root = version(version);
        list = WITH;
        assertThat(probe.probe(TENANT).save()).isEqualTo(Save.YES);
    }

    @ParameterizedTest
    @CsvSource({"11.0,UNTOLD", "11.0.999,UNTOLD", "11.1,NO", "11.1.447,NO", "11.10.721.0,NO", "12.0,NO"})
    void theVersionDecidesWhereTheListDoesNot(String version, Save expected) {
        root = version(version);
        list = ScriptedServer.whole(OK, "[]");
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(expected, version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "10.",
                ".5",
                "v10.5",
                "10.5.4.1012.7",
                "10.5-beta",
                "10,5",
                "-1.0",
                "99999.1",
                "10.99999",
                "١٠.٥",
                "Release_11.10_2026.02.24-02",
                "10.5\\n"
            })
    void aMalformedVersionIsNone(String version) {
        root = version(version);
        list = WITH;
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.YES, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Version\":\"10.5\"}",
                "{\"NetServerVersion\":null}",
                "{\"NetServerVersion\":10.5}",
                "{\"NetServerVersion\":[\"10.5\"]}",
                "{\"NetServerVersion\":\"10.5\",\"NetServerVersion\":\"11.5\"}",
                "{\"Inner\":{\"NetServerVersion\":\"10.5\"}}",
                "null",
                "[]",
                "\"10.5\"",
                "10.5",
                "",
                "{\"NetServerVersion\":\"10.5\"",
                "<html><title>Log in</title></html>"
            })
    void anAnswerWithoutAVersionLeavesTheWordToTheList(String body) {
        root = ScriptedServer.whole(OK, body);
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.NO, null));
    }

    @Test
    void readsTheNameOfTheVersionInAnyCase() {
        root = ScriptedServer.whole(OK, "{\"netServerVersion\":\"10.5\"}");
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.YES, "10.5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 401, 403, 404, 405, 421})
    void aServerThatDoesNotTellItsVersionMayStillHaveAList(int status) {
        root = ScriptedServer.whole(status + " X", "");
        list = WITH;
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.YES, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 401, 403, 404, 405, 421})
    void aServerThatDescribesItselfInNoWayIsUntold(int status) {
        root = ScriptedServer.whole(status + " X", "");
        list = root;
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.UNTOLD, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html><title>Log in</title></html>",
                "[\"/api/v1/Agents/Contact/GetContactEntity\"]",
                "[\"/api/v1/Agents/CustomerService/SaveSmsConfig\"]"
            })
    void aListWithoutWhatEveryVersionHasIsNone(String body) {
        root = ScriptedServer.whole(OK, "{}");
        list = ScriptedServer.whole(OK, body);
        assertThat(probe.probe(TENANT).save()).isEqualTo(Save.UNTOLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"https://x/Cust12345" + GET + "\",\"https://x/Cust12345" + SAVE + "\"]",
                "{\"urls\":[{\"Method\":\"POST\",\"Url\":\"" + GET + "\"},{\"Method\":\"POST\",\"Url\":\"" + SAVE
                        + "\"}]}",
                "[\"v1/agents/customerservice/getsmsconfig\",\"v1/agents/customerservice/savesmsconfig\"]",
                "[\"v1\\/Agents\\/CustomerService\\/GetSmsConfig\",\"v1\\/Agents\\/CustomerService\\/SaveSmsConfig\"]",
                "POST " + GET + "\nPOST " + SAVE,
                "<ul><li>" + GET + "</li><li>" + SAVE + "</li></ul>"
            })
    void readsAListInAnyForm(String body) {
        root = ScriptedServer.whole(OK, "{}");
        list = ScriptedServer.whole("200 OK\r\nContent-Type: text/plain", body);
        assertThat(probe.probe(TENANT).save()).isEqualTo(Save.YES);
    }

    @ParameterizedTest
    @CsvSource({"500,SERVER_ERROR", "502,SERVER_ERROR", "503,SERVER_ERROR", "429,THROTTLED", "408,TIMEOUT"})
    void aFailureThatPassesIsNoAnswer(int status, Kind kind) {
        root = ScriptedServer.whole(status + " X\r\nRetry-After: 7", "");
        assertThat(probe.probe(TENANT).failure()).extracting("kind").isEqualTo(kind);
        root = version("11.1.447");
        list = ScriptedServer.whole(status + " X\r\nRetry-After: 7", "");
        assertThat(probe.probe(TENANT).failure()).extracting("kind").isEqualTo(kind);
    }

    @Test
    void passesOnHowLongTheServerAsksToWait() {
        root = ScriptedServer.whole("503 Busy\r\nRetry-After: 7", "");
        assertThat(probe.probe(TENANT).failure()).extracting("retryAfter").isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aLostAnswerIsNone() {
        root = "";
        assertThat(probe.probe(TENANT).failure()).extracting("kind").isEqualTo(Kind.BROKEN);
    }

    @Test
    void aServerThatIsDownIsNotAsked() throws IOException {
        server.close();
        assertThat(probe.probe(TENANT).failure()).extracting("kind").isEqualTo(Kind.CONNECT);
    }

    @Test
    void aFailureIsAskedAboutAgain() {
        root = ScriptedServer.whole("503 Busy", "");
        assertThat(probe.probe(TENANT).failure()).isNotNull();
        root = version("10.5");
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.YES, "10.5"));
    }

    @ParameterizedTest
    @CsvSource({"10.5,1", "11.1,2", "'',2"})
    void aServerThatAnsweredIsNotAskedAgain(String version, int requests) {
        root = version(version);
        Capability first = probe.probe(TENANT);
        assertThat(probe.probe(TENANT)).isEqualTo(first);
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void eachTenantIsAskedAboutForItself() {
        probe.probe(TENANT);
        probe.probe(new TenantId("Other"));
        assertThat(requestLines()).contains("GET /Other/api HTTP/1.1");
    }

    @Test
    void sendsNothingThatCouldChangeAnything() {
        root = version("11.1.447");
        probe.probe(TENANT);
        assertThat(server.requests())
                .hasSize(2)
                .allMatch(request -> request.startsWith("GET ") && request.endsWith("\r\n\r\n"));
    }

    @Test
    void sendsTheCredentialOnlyForTheList() {
        root = version("11.1.447");
        probe.probe(TENANT);
        assertThat(server.requests().get(0)).doesNotContainIgnoringCase("authorization");
        assertThat(server.requests().get(1)).contains("\r\nAuthorization: Basic dXNlcjpwYXNz\r\n");
    }

    @Test
    void showsNoTextOfTheServer() {
        root = version("CANARY");
        list = ScriptedServer.whole(OK, "CANARY");
        assertThat(probe.probe(TENANT).toString()).doesNotContain("CANARY");
        server.requests().clear();
        ServerProbe another = new ServerProbe(
                WireCalls.calls(new WebApiEndpoint(server.template(), true), transport), WireCalls.CLOCK);
        root = ScriptedServer.whole("503 CANARY\r\nX: CANARY", "CANARY");
        assertThat(another.probe(TENANT).toString()).doesNotContain("CANARY");
    }

    @Test
    void isAskedOnceForAPlanAndTheApplyAfterIt() {
        root = version("11.10.721.0");
        InMemorySmsConfigServer configs = new InMemorySmsConfigServer();
        configs.put(TENANT, new SmsConfig(Map.of(), null));
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        TenantReconciler reconciler = new TenantReconciler(
                new TenantComparison(
                        new TenantReads(configs, retries),
                        new Planner(new Fingerprinter("k1", new byte[32])),
                        DifferencePolicy.healing(),
                        reference -> {
                            throw new SecretUnavailableException("none");
                        }),
                new TenantSaves(configs, probe, retries),
                intent -> {});
        SmsConfig wanted = new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme")), null);
        Task task = new Task(new DesiredState(TENANT, wanted, Map.of(), "tenants/Cust12345.yaml"), null, false);
        Outcome planned = reconciler.compare(task);
        Outcome applied = reconciler.reconcile(task);
        assertThat(List.of(planned.kind(), applied.kind())).containsOnly(OutcomeKind.UNSUPPORTED);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void goesByTheVersionWhereTheListIsTooLong() {
        root = version("12.2.100.0");
        list = ScriptedServer.whole(OK, "[\"" + "x".repeat(2 * 1024 * 1024) + "\"]");
        assertThat(probe.probe(TENANT)).isEqualTo(Capability.told(Save.NO, "12.2.100.0"));
    }
}
