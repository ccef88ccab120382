package dev.smsconfig.webapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.SmsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A WebAPI on this machine that keeps each tenant's text; it reads and writes it without the code under test. */
final class LocalWebApi implements AutoCloseable {

    private static final String AGENT = "api/v1/Agents/CustomerService/";

    private final LocalFormat format;
    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final Map<String, Rights> rights = new ConcurrentHashMap<>();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LocalWebApi(LocalFormat format) throws IOException {
        this.format = format;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String template() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{tenant}/api";
    }

    void put(String tenant, SmsConfig config) {
        tenants.put(tenant, format.text(config));
    }

    void grant(String tenant, Rights granted) {
        rights.put(tenant, granted);
    }

    void install(String tenant, String version) {
        versions.put(tenant, version);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            String stored = tenants.get(path[1]);
            if (stored == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String version = versions.getOrDefault(path[1], "10.5.4.1012");
            boolean hasSave = Integer.parseInt(version.split("\\.")[0]) < 11;
            switch (exchange.getRequestMethod() + " " + path[2]) {
                case "GET api" -> send(exchange, "application/json", "{\"NetServerVersion\":\"" + version + "\"}");
                case "GET api/v1" -> send(exchange, "application/json", list(hasSave));
                case "POST " + AGENT + "GetSmsConfig" -> send(exchange, path[1], stored, body);
                case "POST " + AGENT + "SaveSmsConfig" -> {
                    if (hasSave) {
                        tenants.put(path[1], body);
                        send(exchange, path[1], body, body);
                    } else {
                        exchange.sendResponseHeaders(404, -1);
                    }
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static String list(boolean hasSave) {
        String get = "\"/" + AGENT + "GetSmsConfig\"";
        return "[" + String.join(",", hasSave ? List.of(get, "\"/" + AGENT + "SaveSmsConfig\"") : List.of(get)) + "]";
    }

    private void send(HttpExchange exchange, String tenant, String stored, String body) throws IOException {
        boolean isSave = !body.isEmpty();
        String sent = exchange.getRequestHeaders().getFirst("Content-Type");
        if (isSave && !format.type().equals(sent)) {
            exchange.sendResponseHeaders(415, -1);
            return;
        }
        send(exchange, format.type(), format.withRights(stored, rights.getOrDefault(tenant, Rights.UNTOLD)));
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
