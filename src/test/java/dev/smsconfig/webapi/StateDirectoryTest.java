package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.MovableClock;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final String JSON = "200 OK\r\nContent-Type: application/json; charset=utf-8";
    private static final String API = "http://127.0.0.1:9/Cust12345/api";

    private final MovableClock clock = new MovableClock("2026-11-24T09:00:00Z");
    private final Transport transport = new Transport(Timeouts.standard(), 4, true);
    private final ScriptedServer server;
    private final StateDirectory directory;
    private volatile String answer = running(API, "2026-11-24T10:00:00Z");

    StateDirectoryTest() throws IOException {
        server = ScriptedServer.answering(request -> answer);
        directory = new StateDirectory(
                new StateEndpoint("http://127.0.0.1:" + server.port() + "/api/state/{tenant}", true), transport, clock);
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        server.close();
    }

    private static String json(String body) {
        return ScriptedServer.whole(JSON, body);
    }

    private static String running(String api, String validUntil) {
        return json(status("\"Running\"", "true", api, "\"" + validUntil + "\""));
    }

    private static String status(String state, String isRunning, String api, String validUntil) {
        return "{\"ContextIdentifier\":\"Cust12345\",\"Endpoint\":\"http://127.0.0.1/Cust12345\",\"State\":" + state
                + ",\"IsRunning\":" + isRunning + ",\"ValidUntil\":" + validUntil + ",\"Api\":\"" + api
                + "\",\"Version\":\"Release_11.10_2026.02.24-02\"}";
    }

    private TenantDirectory.Located located() {
        return (TenantDirectory.Located) directory.locate(TENANT);
    }

    private Failure failure() {
        return ((TenantDirectory.NotLocated) directory.locate(TENANT)).failure();
    }

    private String where() {
        return "127.0.0.1:" + server.port();
    }

    @Test
    void findsTheTenantWhereTheDirectorySaysItIs() {
        assertThat(located()).isEqualTo(new TenantDirectory.Located(URI.create(API), "Running"));
    }

    @Test
    void asksWithoutACredential() {
        located();
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request).startsWith("GET /api/state/Cust12345 HTTP/1.1\r\n");
            assertThat(request.toLowerCase(Locale.ROOT))
                    .contains("\r\naccept: application/json\r\n")
                    .doesNotContain("authorization", "so-apptoken", "cookie", "x-xsrf");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Running,Running",
        "OnlineMaintenance,OnlineMaintenance",
        "2,Running",
        "5,OnlineMaintenance",
        "running,Running"
    })
    void aTenantRunsAlsoInOnlineMaintenance(String told, String name) {
        answer = json(status(quotedUnlessNumber(told), "true", API, "null"));
        assertThat(located().state()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Unknown,Unknown",
        "Provisioning,Provisioning",
        "Deleted,Deleted",
        "Suspended,Suspended",
        "OfflineMaintenance,OfflineMaintenance",
        "ProvisioningFailed,ProvisioningFailed",
        "Deleting,Deleting",
        "DeleteFailed,DeleteFailed",
        "MigrationPending,MigrationPending",
        "suspended,Suspended",
        "0,Unknown",
        "1,Provisioning",
        "3,Deleted",
        "4,Suspended",
        "6,OfflineMaintenance",
        "7,in an unknown state",
        "8,ProvisioningFailed",
        "9,in an unknown state",
        "10,Deleting",
        "11,DeleteFailed",
        "12,MigrationPending",
        "13,in an unknown state",
        "-1,in an unknown state",
        "4000000000,in an unknown state",
        "CANARY,in an unknown state",
        "'',in an unknown state"
    })
    void aTenantInAnyOtherStateDoesNotRun(String told, String name) {
        answer = json(status(quotedUnlessNumber(told), "false", API, "null"));
        assertThat(failure())
                .isEqualTo(
                        Failure.of(Kind.NOT_RUNNING, "the tenant is not running: " + where() + " says it is " + name));
    }

    private static String quotedUnlessNumber(String told) {
        return told.matches("-?[0-9]+") ? told : "\"" + told + "\"";
    }

    @ParameterizedTest
    @CsvSource({
        "Running,false",
        "2,false",
        "OnlineMaintenance,false",
        "5,false",
        "Suspended,true",
        "4,true",
        "OfflineMaintenance,true",
        "Unknown,true",
        "0,true",
        "Deleted,true"
    })
    void anAnswerThatContradictsItselfIsNone(String state, String isRunning) {
        answer = json(status(quotedUnlessNumber(state), isRunning, API, "null"));
        assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(failure().message()).contains("both that the tenant runs and that it does not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Brandnew\"", "99", "null", "[]", "{}", "true"})
    void aStateThatIsNotKnownLeavesTheWordToIsRunning(String state) {
        answer = json(status(state, "true", API, "null"));
        assertThat(located().state()).isEqualTo("in an unknown state");
    }

    @Test
    void asksOnlyOnceWhileTheAnswerIsValid() {
        located();
        clock.advance(Duration.ofMinutes(59));
        located();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asksAgainOnceTheAnswerIsNoLongerValid() {
        located();
        clock.advance(Duration.ofHours(1));
        answer = running("http://127.0.0.1:10/Cust12345/api", "2026-11-24T11:00:00Z");
        assertThat(located().api()).hasPort(10);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void doesNotUseAnOldAnswerWhereTheNewOneIsAFailure() {
        located();
        clock.advance(Duration.ofHours(1));
        answer = json(status("\"Suspended\"", "false", API, "null"));
        assertThat(failure().kind()).isEqualTo(Kind.NOT_RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T08:59:59Z", "2026-11-24T09:00:00Z", "1970-01-01T00:00:00Z"})
    void asksEachTimeWhereTheAnswerIsNotValidAnyMore(String past) {
        answer = running(API, past);
        located();
        located();
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"soon\"",
                "\"2026-11-24\"",
                "\"2026-11-24T10:00:00\"",
                "\"Tue, 24 Nov 2026 10:00:00 GMT\"",
                "\"99999-01-01T00:00:00Z\"",
                "1764000000",
                "true",
                "[]"
            })
    void trustsAnAnswerForFiveMinutesThatDoesNotSayHowLong(String validUntil) {
        answer = json(status("\"Running\"", "true", API, validUntil));
        located();
        clock.advance(Duration.ofSeconds(299));
        located();
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        located();
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T09:01:00.9342965Z", "2026-11-24T10:01:00+01:00", "2026-11-24T09:01Z"})
    void readsTheFormsOfATime(String validUntil) {
        answer = running(API, validUntil);
        located();
        clock.advance(Duration.ofSeconds(59));
        located();
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        located();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void doesNotKeepThatATenantDoesNotRun() {
        answer = json(status("\"Suspended\"", "false", API, "\"2026-11-24T10:00:00Z\""));
        failure();
        answer = running(API, "2026-11-24T10:00:00Z");
        assertThat(located().api()).hasToString(API);
    }

    @Test
    void keepsEachTenantsAnswerForItself() {
        located();
        TenantId other = new TenantId("Cust99999");
        assertThat(directory.locate(other))
                .isInstanceOfSatisfying(
                        TenantDirectory.NotLocated.class,
                        nowhere -> assertThat(nowhere.failure().message()).contains("the state of another tenant"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ContextIdentifier\":\"CANARY\",\"IsRunning\":true,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":null,\"IsRunning\":true,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":12345,\"IsRunning\":true,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"IsRunning\":true,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":\"true\",\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":1,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":null,\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"isRunning\":false,"
                        + "\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"IsRunning\":false,"
                        + "\"Api\":\"http://127.0.0.1/x\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":null}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":[\"http://127.0.0.1/x\"]}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":\"\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":\"CANARY\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":\"http://u:CANARY@127.0.0.1/\"}",
                "{\"ContextIdentifier\":\"Cust12345\",\"IsRunning\":true,\"Api\":\"http://127.0.0.1:99999/x\"}",
                "{\"Message\":\"CANARY\",\"MessageDetail\":\"CANARY\"}",
                "null",
                "[]",
                "\"CANARY\"",
                "true",
                "",
                "{",
                "CANARY",
                "<!DOCTYPE html><html><title>CANARY</title></html>"
            })
    void anAnswerOfAnotherShapeFindsNoTenantAndShowsNothingOfIt(String body) {
        answer = json(body);
        assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(failure().message())
                .startsWith("200 from " + where() + " with ")
                .contains("check state in fleet.yaml")
                .doesNotContain("CANARY", "\n");
    }

    @Test
    void doesNotKnowATenantThatTheDirectoryDoesNotKnow() {
        answer = ScriptedServer.whole("404 Not Found", "CANARY");
        assertThat(failure())
                .isEqualTo(Failure.of(
                        Kind.NOT_FOUND,
                        "404 from " + where() + ": the directory knows no such tenant; check the tenant's id"));
    }

    @ParameterizedTest
    @CsvSource({"500,SERVER_ERROR", "502,SERVER_ERROR", "503,SERVER_ERROR", "429,THROTTLED", "408,TIMEOUT"})
    void aFailureOfTheDirectoryPasses(int status, Kind kind) {
        answer = ScriptedServer.whole(status + " CANARY\r\nRetry-After: 7", "CANARY");
        assertThat(failure().kind()).isEqualTo(kind);
        assertThat(failure().isTransient()).isTrue();
        assertThat(failure().message()).startsWith(status + " from " + where()).doesNotContain("CANARY");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void passesOnHowLongTheDirectoryAsksToWait(int status) {
        answer = ScriptedServer.whole(status + " Busy\r\nRetry-After: 7", "");
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 400, 401, 403, 405, 421})
    void whateverElseTheDirectorySaysIsNoVerdictOnTheCredentialOrTheTenant(int status) {
        answer = ScriptedServer.whole(status + " CANARY\r\nLocation: http://127.0.0.1/CANARY", "");
        assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(failure().message())
                .startsWith(status + " from " + where())
                .contains("check state in fleet.yaml")
                .doesNotContain("CANARY");
    }

    @Test
    void aLostAnswerIsAFailureThatPasses() {
        answer = "";
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void aDirectoryThatIsDownIsAFailureThatPasses() throws IOException {
        server.close();
        assertThat(failure().kind()).isEqualTo(Kind.CONNECT);
    }

    @Test
    void asksAgainWhereTheHostTurnedOutToBeTheWrongOne() {
        TenantDirectory.Located outdated = located();
        answer = running("http://127.0.0.1:10/Cust12345/api", "2026-11-24T10:00:00Z");
        assertThat(directory.relocate(TENANT, outdated)).isTrue();
        assertThat(located().api()).hasPort(10);
    }

    @Test
    void keepsWhatAnotherCallFoundMeanwhile() {
        TenantDirectory.Located outdated = located();
        directory.relocate(TENANT, outdated);
        answer = running("http://127.0.0.1:10/Cust12345/api", "2026-11-24T10:00:00Z");
        located();
        assertThat(directory.relocate(TENANT, outdated)).isTrue();
        assertThat(located().api()).hasPort(10);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aBurstOfCallsFindsTheTenantEachTimeAndThenKnowsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<TenantDirectory.Location>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> directory.locate(TENANT));
            }
            for (Future<TenantDirectory.Location> found : threads.invokeAll(calls)) {
                assertThat(found.get()).isEqualTo(new TenantDirectory.Located(URI.create(API), "Running"));
            }
        } finally {
            threads.shutdownNow();
        }
        int asked = server.requests().size();
        located();
        assertThat(server.requests()).hasSize(asked).hasSizeLessThanOrEqualTo(8);
    }
}
