package dev.smsconfig.webapi;

import static dev.smsconfig.webapi.WireCalls.JSON;
import static dev.smsconfig.webapi.WireCalls.OK;
import static dev.smsconfig.webapi.WireCalls.TIMEOUTS;
import static dev.smsconfig.webapi.WireCalls.WHOLE;
import static dev.smsconfig.webapi.WireCalls.failure;
import static dev.smsconfig.webapi.WireCalls.observe;
import static dev.smsconfig.webapi.WireCalls.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.ScriptedServer.Script;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers, proxies and networks do to an answer, and what the client makes of it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WireFaultsTest {

    private enum Save {
        NOT_SAVED,
        UNCLEAR
    }

    static Stream<Arguments> faults() throws IOException {
        return Stream.of(
                status("503 Service Unavailable", Kind.SERVER_ERROR, Save.UNCLEAR),
                status("500 Internal Server Error", Kind.SERVER_ERROR, Save.UNCLEAR),
                status("502 Bad Gateway", Kind.SERVER_ERROR, Save.UNCLEAR),
                status("429 Too Many Requests", Kind.THROTTLED, Save.NOT_SAVED),
                status("400 Bad Request", Kind.REFUSED, Save.NOT_SAVED),
                status("401 Unauthorized\r\nWWW-Authenticate: Basic realm=x", Kind.UNAUTHENTICATED, Save.NOT_SAVED),
                status("403 Forbidden", Kind.FORBIDDEN, Save.NOT_SAVED),
                status("404 Not Found", Kind.NOT_FOUND, Save.NOT_SAVED),
                status("407 Proxy Authentication Required", Kind.REFUSED, Save.NOT_SAVED),
                status("408 Request Timeout", Kind.TIMEOUT, Save.UNCLEAR),
                status("421 Misdirected Request", Kind.MISDIRECTED, Save.NOT_SAVED),
                status("201 Created", Kind.UNEXPECTED, Save.UNCLEAR),
                status("202 Accepted", Kind.UNEXPECTED, Save.UNCLEAR),
                status("999 Odd", Kind.UNEXPECTED, Save.UNCLEAR),
                status("304 Not Modified", Kind.UNEXPECTED, Save.UNCLEAR),
                arguments("204", ScriptedServer.raw("HTTP/1.1 204 No Content\r\n\r\n"), Kind.UNEXPECTED, Save.UNCLEAR),
                arguments("close without an answer", (Script) socket -> false, Kind.BROKEN, Save.UNCLEAR),
                arguments("reset", (Script) WireScripts::reset, Kind.BROKEN, Save.UNCLEAR),
                broken("random bytes", "\u0001\u0002garbage\u0000\r\n\r\n", Kind.BROKEN),
                broken(
                        "truncated body",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 5000\r\n\r\n" + WHOLE,
                        Kind.BROKEN),
                broken(
                        "truncated body without a length",
                        "HTTP/1.1 200 OK\r\n" + JSON + "\r\n" + WHOLE.substring(0, 40),
                        Kind.BROKEN),
                broken(
                        "truncated chunk",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n5000\r\n" + WHOLE,
                        Kind.BROKEN),
                broken(
                        "chunks without end",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(WHOLE.length()) + "\r\n" + WHOLE + "\r\n",
                        Kind.BROKEN),
                broken(
                        "bad chunk size",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + WHOLE
                                + "\r\n0\r\n\r\n",
                        Kind.BROKEN),
                broken(
                        "two lengths",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 10\r\nContent-Length: " + WHOLE.length()
                                + "\r\n\r\n" + WHOLE,
                        Kind.BROKEN),
                broken(
                        "a length and chunks",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(WHOLE.length()) + "\r\n" + WHOLE + "\r\n0\r\n\r\n",
                        Kind.BROKEN),
                broken(
                        "negative length",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: -1\r\n\r\n" + WHOLE,
                        Kind.BROKEN),
                broken(
                        "unknown transfer coding",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: gzip, chunked\r\n\r\n"
                                + Integer.toHexString(WHOLE.length()) + "\r\n" + WHOLE + "\r\n0\r\n\r\n",
                        Kind.BROKEN),
                broken(
                        "header flood",
                        "HTTP/1.1 200 OK\r\n" + "X-Flood: 1\r\n".repeat(100_000) + "\r\n" + WHOLE,
                        Kind.TOO_LARGE),
                broken(
                        "endless header line",
                        "HTTP/1.1 200 OK\r\nX-Flood: " + "x".repeat(5_000_000) + "\r\n\r\n" + WHOLE,
                        Kind.TOO_LARGE),
                broken(
                        "oversize body with a length",
                        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 1048577\r\n\r\n" + " ".repeat(1048577),
                        Kind.TOO_LARGE),
                arguments("endless body", (Script) WireScripts::endless, Kind.TOO_LARGE, Save.UNCLEAR),
                arguments("drip body", (Script) WireScripts::drip, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("drip header", (Script) WireScripts::dripHeader, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("interim answers without end", (Script) WireScripts::interim, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("silence", (Script) WireScripts::silence, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("gzip", (Script) WireScripts::gzip, Kind.UNEXPECTED, Save.UNCLEAR),
                body("HTML", "200 OK\r\nContent-Type: text/html", "<html>log in</html>", Kind.UNEXPECTED),
                body("JSON that says it is HTML", "200 OK\r\nContent-Type: text/html", WHOLE, Kind.UNEXPECTED),
                body("no content type", "200 OK\r\nX: y", WHOLE, Kind.UNEXPECTED),
                body(
                        "other charset",
                        "200 OK\r\nContent-Type: application/json; charset=utf-16",
                        WHOLE,
                        Kind.UNEXPECTED),
                body("HTML that says it is JSON", OK, "<html>log in</html>", Kind.BROKEN),
                body("empty body", OK, "", Kind.BROKEN),
                body("null", OK, "null", Kind.UNEXPECTED),
                body("error object", OK, "{\"Error\":true,\"ErrorType\":\"X\",\"Message\":\"boom\"}", Kind.UNEXPECTED),
                body("internal error object", OK, "{\"Message\":\"m\",\"MessageDetail\":\"d\"}", Kind.UNEXPECTED),
                body("half a config", OK, "{\"DefaultSmsCountry\":\"+47\"}", Kind.UNEXPECTED));
    }

    private static Arguments status(String line, Kind kind, Save save) {
        return arguments(line.lines().findFirst().orElseThrow(), ScriptedServer.answer(line, WHOLE), kind, save);
    }

    private static Arguments broken(String name, String bytes, Kind kind) {
        return arguments(name, ScriptedServer.raw(bytes), kind, Save.UNCLEAR);
    }

    private static Arguments body(String name, String head, String body, Kind kind) {
        return arguments(name, ScriptedServer.answer(head, body), kind, Save.UNCLEAR);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void sendsOneRequestAndSaysWhatHappened(String name, Script script, Kind kind, Save expected) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Failure failure = failure(observe(server, TIMEOUTS));
            assertThat(server.requests()).hasSize(1);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.message()).doesNotContain("\n").contains("127.0.0.1:" + server.port());
        }
        try (ScriptedServer server = new ScriptedServer(script)) {
            SaveResult result = save(server, TIMEOUTS);
            assertThat(server.requests()).hasSize(1);
            assertThat(failure(result).kind()).isEqualTo(kind);
            assertThat(result)
                    .isInstanceOf(expected == Save.UNCLEAR ? SaveResult.Unclear.class : SaveResult.NotSaved.class);
        }
    }
}
