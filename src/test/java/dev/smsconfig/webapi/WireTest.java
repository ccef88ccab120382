package dev.smsconfig.webapi;

import static dev.smsconfig.webapi.WireCalls.JSON;
import static dev.smsconfig.webapi.WireCalls.OK;
import static dev.smsconfig.webapi.WireCalls.TENANT;
import static dev.smsconfig.webapi.WireCalls.TIMEOUTS;
import static dev.smsconfig.webapi.WireCalls.WHOLE;
import static dev.smsconfig.webapi.WireCalls.client;
import static dev.smsconfig.webapi.WireCalls.failure;
import static dev.smsconfig.webapi.WireCalls.observe;
import static dev.smsconfig.webapi.WireCalls.sample;
import static dev.smsconfig.webapi.WireCalls.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.ScriptedServer.Script;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client sends, and to whom. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WireTest {

    @ParameterizedTest
    @MethodSource("redirects")
    void followsNoRedirect(int status) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer(ScriptedServer.answer(OK, WHOLE));
                ScriptedServer server = new ScriptedServer(ScriptedServer.answer(
                        status + " Moved\r\nLocation: http://127.0.0.1:" + elsewhere.port() + "/x?token=CANARY", ""))) {
            Failure failure = failure(observe(server, TIMEOUTS));
            assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
            assertThat(failure.message()).contains(String.valueOf(status)).doesNotContain("CANARY");
            assertThat(save(server, TIMEOUTS)).isInstanceOf(SaveResult.Unclear.class);
            assertThat(server.requests()).hasSize(2);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    static Stream<Integer> redirects() {
        return Stream.of(301, 302, 303, 307, 308);
    }

    @Test
    void sendsWhatTheApiWants() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(OK, WHOLE))) {
            assertThat(observe(server, TIMEOUTS)).isInstanceOf(Observation.Observed.class);
            assertThat(save(server, TIMEOUTS)).isEqualTo(new SaveResult.Saved());
            assertThat(save(server, TIMEOUTS)).isEqualTo(new SaveResult.Saved());
            String observe = server.requests().get(0);
            String save = server.requests().get(1);
            assertThat(observe)
                    .startsWith("POST /Cust12345/api/v1/Agents/CustomerService/GetSmsConfig HTTP/1.1\r\n")
                    .contains("\r\nContent-Length: 0\r\n", "\r\nAccept: application/json; charset=utf-8\r\n")
                    .contains("\r\nAuthorization: Basic dXNlcjpwYXNz\r\n", "\r\nUser-Agent: smsconfig/development\r\n")
                    .doesNotContainIgnoringCase("content-type");
            assertThat(save)
                    .startsWith("POST /Cust12345/api/v1/Agents/CustomerService/SaveSmsConfig HTTP/1.1\r\n")
                    .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
                    .endsWith("\r\n\r\n{\"DefaultSmsCountry\":\"+47\",\"NetServerSmsProvider\":\"CM\","
                            + "\"NsPluginSender\":\"Stark Industries\","
                            + "\"NsPluginConfig\":{\"cm_password\":\"pa55\",\"cm_username\":\"stark\"}}");
            assertThat(server.requests().get(2)).isEqualTo(save);
            for (String request : server.requests()) {
                assertThat(request.toLowerCase(Locale.ROOT))
                        .doesNotContain("accept-language", "so-language", "so-culture", "accept-encoding", "upgrade");
            }
        }
    }

    @Test
    void reusesAConnectionAndSendsNoCookieBack() throws IOException {
        Script script = ScriptedServer.answer(OK + "\r\nSet-Cookie: session=CANARY; Path=/", WHOLE);
        try (ScriptedServer server = new ScriptedServer(script);
                Transport transport = new Transport(TIMEOUTS, 2, true)) {
            WebApiClient client = client(server.template(), transport);
            assertThat(client.observe(TENANT).failure()).isNull();
            assertThat(client.save(TENANT, sample())).isEqualTo(new SaveResult.Saved());
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2).noneMatch(r -> r.contains("Cookie") || r.contains("CANARY"));
        }
    }

    @Test
    void discardsAConnectionWhoseAnswerWasTooLarge() throws IOException {
        try (ScriptedServer server = new ScriptedServer(WireScripts::endless);
                Transport transport = new Transport(TIMEOUTS, 1, true)) {
            WebApiClient client = client(server.template(), transport);
            client.observe(TENANT);
            client.observe(TENANT);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void noticesThatAnIdleConnectionWasClosed() throws Exception {
        Script closing = ScriptedServer.raw("HTTP/1.1 200 OK\r\n" + JSON + "Connection: keep-alive\r\nContent-Length: "
                + WHOLE.length() + "\r\n\r\n" + WHOLE);
        try (ScriptedServer server = new ScriptedServer(closing);
                Transport transport = new Transport(TIMEOUTS, 1, true)) {
            WebApiClient client = client(server.template(), transport);
            assertThat(client.observe(TENANT).failure()).isNull();
            Thread.sleep(700);
            assertThat(client.save(TENANT, sample())).isEqualTo(new SaveResult.Saved());
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void surelyDoesNotSaveWhereNothingWasSent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Transport transport = new Transport(TIMEOUTS, 1, true)) {
            WebApiClient refused = client("http://127.0.0.1:" + free + "/{tenant}/api", transport);
            assertThat(refused.save(TENANT, sample())).isInstanceOfSatisfying(SaveResult.NotSaved.class, notSaved -> {
                assertThat(notSaved.failure().kind()).isEqualTo(Kind.CONNECT);
                assertThat(notSaved.failure().message()).contains("127.0.0.1:" + free);
            });
            WebApiClient nowhere = client("http://no-such-host.invalid/{tenant}/api", transport);
            assertThat(failure(nowhere.save(TENANT, sample())).kind()).isEqualTo(Kind.DNS);
            assertThat(nowhere.save(TENANT, sample())).isInstanceOf(SaveResult.NotSaved.class);
        }
    }

    @Test
    void passesOnHowLongToWait() throws IOException {
        Script script = ScriptedServer.answer("503 Busy\r\nRetry-After: 7", "");
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertThat(failure(observe(server, TIMEOUTS)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(failure(observe(server, TIMEOUTS)).message()).contains("asks to wait 7 s");
            assertThat(failure(save(server, TIMEOUTS)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }
}
