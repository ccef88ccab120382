package dev.smsconfig.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client does on the wire; knows nothing of the server but its URL. */
final class WebApiCaller {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;

    WebApiCaller(SampleServer server) {
        this.url = server.url();
    }

    static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    URI uri(String tenant, String operation) {
        return URI.create(url + "/" + tenant + "/api/v1/Agents/CustomerService/" + operation);
    }

    HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder authorized(URI uri) {
        return request(uri).header("Authorization", basic("sample:sample"));
    }

    HttpRequest save(String tenant, String contentType, byte[] body) {
        return authorized(uri(tenant, "SaveSmsConfig"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** GetSmsConfig with more headers, names and values in turn. */
    HttpResponse<String> getWith(String tenant, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = authorized(uri(tenant, "GetSmsConfig"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Any path of the server, with the sample credentials. */
    HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return send(authorized(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> save(String tenant, String json) throws IOException, InterruptedException {
        return send(save(tenant, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8)));
    }

    CompletableFuture<HttpResponse<String>> saveLater(String tenant, String json) {
        return HTTP.sendAsync(
                save(tenant, "application/json", json.getBytes(StandardCharsets.UTF_8)),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String tenant, String operation) throws IOException, InterruptedException {
        return send(authorized(uri(tenant, operation))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    JsonNode get(String tenant) throws IOException, InterruptedException {
        return json(post(tenant, "GetSmsConfig"));
    }

    String sender(String tenant) throws IOException, InterruptedException {
        return get(tenant).get("NsPluginSender").stringValue();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
