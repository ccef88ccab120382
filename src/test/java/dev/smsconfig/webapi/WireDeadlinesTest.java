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
import static dev.smsconfig.webapi.WireScripts.trickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.smsconfig.http.HostRates;
import dev.smsconfig.http.Reach;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.ScriptedServer.Script;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call ends in time, and says whether it may have left. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WireDeadlinesTest {

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
                arguments("drip body", (Script) WireScripts::drip),
                arguments("drip header", (Script) WireScripts::dripHeader),
                arguments("interim answers", (Script) WireScripts::interim),
                arguments("silence", (Script) WireScripts::silence));
    }

    @Test
    void endsWhenTheAnswerDoesNotBegin() throws IOException {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(20));
        try (ScriptedServer server = new ScriptedServer(WireScripts::silence)) {
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
        try (ScriptedServer server = new ScriptedServer(WireScripts::silence)) {
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
        try (ScriptedServer server = new ScriptedServer(WireScripts::silence);
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
                Transport transport = new Transport(
                        TIMEOUTS, 1, new Reach(true, SSLContext.getDefault(), slow, null), HostRates.of(0))) {
            SaveResult result = client(server.template(), transport).save(TENANT, sample());
            assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
            assertThat(failure(result).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(server.requests()).isEmpty();
        }
    }
}
