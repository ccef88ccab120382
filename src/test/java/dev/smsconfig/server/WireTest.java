package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.ScriptedServer.Script;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers, proxies and networks do on the wire, and what the client makes of it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WireTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMillis(500));
    private static final String JSON = "Content-Type: application/json; charset=utf-8\r\n";
    private static final String OK = "200 OK\r\nContent-Type: application/json; charset=utf-8";
    private static final String WHOLE = "{\"DefaultSmsCountry\":\"+47\",\"NetServerSmsProvider\":\"CM\","
            + "\"NsPluginSender\":\"Acme\",\"NsPluginConfig\":{\"cm_username\":\"u\"},\"TableRight\":null}";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

    private enum Save {
        SAVED,
        NOT_SAVED,
        UNCLEAR
    }

    private static WebApiClient client(String template, Transport transport) {
        return new WebApiClient(
                new WebApiEndpoint(template, true),
                new BasicAuthentication(Value.text("user"), new Secret("pass")),
                transport,
                CLOCK);
    }

    private static Observation observe(ScriptedServer server, Timeouts timeouts) {
        try (Transport transport = new Transport(timeouts, 2, true)) {
            return client(server.template(), transport).observe(TENANT);
        }
    }

    private static SaveResult save(ScriptedServer server, Timeouts timeouts) {
        try (Transport transport = new Transport(timeouts, 2, true)) {
            return client(server.template(), transport).save(TENANT, sample());
        }
    }

    private static SmsConfig sample() {
        return SmsConfigServerContract.sample();
    }

    private static Failure failure(Observation observation) {
        return ((Observation.NotObserved) observation).failure();
    }

    private static Failure failure(SaveResult result) {
        if (result instanceof SaveResult.NotSaved notSaved) {
            return notSaved.failure();
        }
        return ((SaveResult.Unclear) result).failure();
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
                status("421 Misdirected Request", Kind.REFUSED, Save.NOT_SAVED),
                status("201 Created", Kind.UNEXPECTED, Save.UNCLEAR),
                status("202 Accepted", Kind.UNEXPECTED, Save.UNCLEAR),
                status("999 Odd", Kind.UNEXPECTED, Save.UNCLEAR),
                status("304 Not Modified", Kind.UNEXPECTED, Save.UNCLEAR),
                arguments("204", ScriptedServer.raw("HTTP/1.1 204 No Content\r\n\r\n"), Kind.UNEXPECTED, Save.UNCLEAR),
                arguments("close without an answer", (Script) socket -> false, Kind.BROKEN, Save.UNCLEAR),
                arguments("reset", (Script) WireTest::reset, Kind.BROKEN, Save.UNCLEAR),
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
                arguments("endless body", (Script) WireTest::endless, Kind.TOO_LARGE, Save.UNCLEAR),
                arguments("drip body", (Script) WireTest::drip, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("drip header", (Script) WireTest::dripHeader, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("interim answers without end", (Script) WireTest::interim, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("silence", (Script) WireTest::silence, Kind.TIMEOUT, Save.UNCLEAR),
                arguments("gzip", (Script) WireTest::gzip, Kind.UNEXPECTED, Save.UNCLEAR),
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    void endsAtTheDeadline(String name, Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            long start = System.nanoTime();
            Failure failure = failure(observe(server, TIMEOUTS));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(millis).isBetween(450L, 1000L);
        }
    }

    static Stream<Arguments> slow() {
        return Stream.of(
                arguments("drip body", (Script) WireTest::drip),
                arguments("drip header", (Script) WireTest::dripHeader),
                arguments("interim answers", (Script) WireTest::interim),
                arguments("silence", (Script) WireTest::silence));
    }

    @Test
    void endsWhenTheAnswerDoesNotBegin() throws IOException {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(20));
        try (ScriptedServer server = new ScriptedServer(WireTest::silence)) {
            assertThat(save(server, timeouts))
                    .isInstanceOfSatisfying(
                            SaveResult.Unclear.class,
                            unclear -> assertThat(unclear.failure().kind()).isEqualTo(Kind.TIMEOUT));
        }
    }

    @Test
    void readsNoRestOfABodyThatStoppedOnce() throws IOException {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(20));
        Script stopping = socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 99\r\n\r\n{").getBytes(StandardCharsets.UTF_8));
            Thread.sleep(400);
            return trickle(out, "x");
        };
        try (ScriptedServer server = new ScriptedServer(stopping)) {
            long start = System.nanoTime();
            assertThat(failure(save(server, timeouts)).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
        }
    }

    @Test
    void readsNoRestOfABodyThatIsTooLarge() throws IOException {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(20));
        Script large = socket -> {
            OutputStream out = socket.getOutputStream();
            String head = "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 3000000\r\n\r\n";
            out.write((head + " ".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8));
            return trickle(out, " ");
        };
        try (ScriptedServer server = new ScriptedServer(large)) {
            long start = System.nanoTime();
            assertThat(failure(save(server, timeouts)).kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
        }
    }

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
                    .contains("\r\nContent-Length: 0\r\n", "\r\nAccept: application/json\r\n")
                    .contains("\r\nAuthorization: Basic dXNlcjpwYXNz\r\n", "\r\nUser-Agent: smsconfig\r\n")
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
        try (ScriptedServer server = new ScriptedServer(WireTest::endless);
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
    void surelyDoesNotSaveWhereTheServerDoesNotTakeTheConnection() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException e) {
                    // the queue is full: from here on nobody gets in
                }
            }
            String template = "http://127.0.0.1:" + full.getLocalPort() + "/{tenant}/api";
            Duration soon = Duration.ofMillis(500);
            Duration late = Duration.ofSeconds(20);
            assertNotSavedSoon(template, new Timeouts(soon, late, late), Kind.CONNECT);
            assertNotSavedSoon(template, new Timeouts(late, late, soon), Kind.TIMEOUT);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void assertNotSavedSoon(String template, Timeouts timeouts, Kind kind) {
        try (Transport transport = new Transport(timeouts, 1, true)) {
            long start = System.nanoTime();
            SaveResult result = client(template, transport).save(TENANT, sample());
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
            assertThat(failure(result).kind()).isEqualTo(kind);
        }
    }

    @Test
    void stopsWhenItIsClosed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(OK, WHOLE))) {
            Transport transport = new Transport(TIMEOUTS, 1, true);
            transport.close();
            assertThat(failure(client(server.template(), transport).save(TENANT, sample()))
                            .kind())
                    .isEqualTo(Kind.STOPPED);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void endsWhatIsUnderWayWhenItIsClosed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(WireTest::silence)) {
            Transport transport = new Transport(Timeouts.standard(), 1, true);
            CompletableFuture<SaveResult> save = CompletableFuture.supplyAsync(
                    () -> client(server.template(), transport).save(TENANT, sample()));
            while (server.requests().isEmpty()) {
                Thread.sleep(5);
            }
            transport.close();
            assertThat(save.get(2, TimeUnit.SECONDS)).isInstanceOf(SaveResult.Unclear.class);
        }
    }

    @Test
    void endsWhileItWaitsForAFreeConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(WireTest::silence);
                Transport transport = new Transport(TIMEOUTS, 1, true)) {
            WebApiClient client = client(server.template(), transport);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<CompletableFuture<SaveResult>> saves = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                saves.add(CompletableFuture.supplyAsync(() -> client.save(TENANT, sample()), threads));
            }
            assertThat(saves)
                    .allSatisfy(save -> assertThat(failure(save.join()).kind()).isEqualTo(Kind.TIMEOUT));
            long mayBeSaved = saves.stream()
                    .filter(save -> save.join() instanceof SaveResult.Unclear)
                    .count();
            assertThat(mayBeSaved).isGreaterThanOrEqualTo(server.requests().size());
            threads.shutdownNow();
        }
    }

    @Test
    void sendsNothingForAnInterruptedThread() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(OK, WHOLE))) {
            Thread.currentThread().interrupt();
            SaveResult result = save(server, TIMEOUTS);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
            assertThat(failure(result).kind()).isEqualTo(Kind.STOPPED);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingWhereTheNameResolvesAfterTheDeadline() throws Exception {
        DnsResolver slow = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                LockSupport.parkNanos(1_000_000_000L);
                return InetAddress.getAllByName("127.0.0.1");
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(OK, WHOLE));
                Transport transport = new Transport(TIMEOUTS, 1, true, SSLContext.getDefault(), slow)) {
            SaveResult result = client(server.template(), transport).save(TENANT, sample());
            assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
            assertThat(failure(result).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void passesOnHowLongToWait() throws IOException {
        Script script = ScriptedServer.answer("503 Busy\r\nRetry-After: 7", "");
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertThat(failure(observe(server, TIMEOUTS)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(failure(save(server, TIMEOUTS)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    private static boolean reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        return false;
    }

    private static boolean silence(Socket socket) throws InterruptedException {
        Thread.sleep(5_000);
        return false;
    }

    private static boolean drip(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 1000\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return trickle(out, "{");
    }

    private static boolean dripHeader(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
        return trickle(out, "x");
    }

    private static boolean interim(Socket socket) throws IOException, InterruptedException {
        return trickle(socket.getOutputStream(), "HTTP/1.1 102 Processing\r\n\r\n");
    }

    private static boolean trickle(OutputStream out, String piece) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
            Thread.sleep(50);
        }
        return false;
    }

    private static boolean endless(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\n" + JSON + "\r\n\"").getBytes(StandardCharsets.UTF_8));
        byte[] block = "x".repeat(65536).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 16_384; i++) {
            out.write(block);
        }
        return false;
    }

    private static boolean gzip(Socket socket) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(WHOLE.getBytes(StandardCharsets.UTF_8));
        }
        OutputStream out = socket.getOutputStream();
        String head = "HTTP/1.1 200 OK\r\n" + JSON + "Content-Encoding: gzip\r\nContent-Length: " + packed.size();
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        packed.writeTo(out);
        return true;
    }
}
