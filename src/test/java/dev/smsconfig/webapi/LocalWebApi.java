package dev.smsconfig.webapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A WebAPI on this machine that keeps each tenant's JSON; it reads and writes it without the code under test. */
final class LocalWebApi implements AutoCloseable {

    private static final String RIGHTS = ",\"TableRight\":{\"Mask\":\"FULL\",\"Reason\":\"\"},\"FieldProperties\":"
            + "{\"NsPluginSender\":{\"FieldRight\":null,\"FieldType\":\"System.String\",\"FieldLength\":255}}}";

    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LocalWebApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String template() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{tenant}/api";
    }

    void put(String tenant, SmsConfig config) {
        List<String> members = new ArrayList<>();
        for (SmsProperty property : SmsProperty.values()) {
            members.add(
                    quoted(property.apiName()) + ":" + json(config.properties().get(property)));
        }
        List<String> settings = new ArrayList<>();
        Map<String, Value> pluginConfig = config.pluginConfig();
        if (pluginConfig != null) {
            pluginConfig.forEach((key, value) -> settings.add(quoted(key) + ":" + json(value)));
        }
        members.add("\"NsPluginConfig\":" + (pluginConfig == null ? "null" : "{" + String.join(",", settings) + "}"));
        tenants.put(tenant, "{" + String.join(",", members) + "}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            String expected = "api/v1/Agents/CustomerService/";
            if (!exchange.getRequestMethod().equals("POST")
                    || !path[2].startsWith(expected)
                    || !tenants.containsKey(path[1])) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (path[2].equals(expected + "SaveSmsConfig")) {
                tenants.put(path[1], new String(body, StandardCharsets.UTF_8));
            }
            String stored = tenants.get(path[1]);
            byte[] json = (stored.substring(0, stored.length() - 1) + RIGHTS).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private static String json(@Nullable Value value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Value.Text text) {
            return quoted(text.text());
        }
        return quoted(value instanceof Secret secret ? secret.expose() : "•••••");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
