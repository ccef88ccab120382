package dev.smsconfig.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A login server on this machine that answers each path with what a test wants, and keeps what it was asked. */
final class LocalLogin implements AutoCloseable {

    static final String AUTHENTICATE = "/Login/api/PartnerSystemUser/Authenticate";
    static final String TOKENS = "/login/common/oauth/tokens";
    static final String JWKS = "/login/.well-known/jwks";

    /** One request as it came. */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** One answer. */
    record Reply(int status, String body) {

        static Reply ok(String body) {
            return new Reply(200, body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Transport transport;

    LocalLogin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        Duration patience = Duration.ofSeconds(20);
        transport = new Transport(new Timeouts(patience, patience, patience), 32, true);
    }

    LoginServer at(Clock clock) {
        return new LoginServer(origin(), transport, clock);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Transport transport() {
        return transport;
    }

    void on(String path, Function<Request, Reply> reply) {
        replies.put(path, reply);
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Request request = new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
            requests.add(request);
            Reply reply = replies.getOrDefault(request.path(), any -> new Reply(404, ""))
                    .apply(request);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        transport.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
