package dev.smsconfig.sample;

import dev.smsconfig.MovableClock;
import dev.smsconfig.sample.login.RsaKeyText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server on a scenario, at a time of our choosing, and what a client says to it. */
final class ScenarioServer implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Making a key takes longer than most tests: an app has the same one on every server of this process. */
    private static final Map<String, String> APP_KEYS = new ConcurrentHashMap<>();

    static final String START = "2026-03-01T12:00:00Z";

    final MovableClock clock = new MovableClock(START);
    final SampleServer server;

    private final Path folder;

    ScenarioServer(Path folder, String yaml) throws Exception {
        this(folder, Files.writeString(folder.resolve("scenario.yaml"), yaml));
    }

    ScenarioServer(Path folder, Path scenario) throws Exception {
        this(folder, scenario, true);
    }

    private ScenarioServer(Path folder, Path scenario, boolean lendsKeys) throws Exception {
        this.folder = folder;
        if (lendsKeys) {
            lendKeys();
        }
        this.server = SampleServer.start(
                new SampleServerOptions(0, List.of(), folder.resolve("state.jsonl"), Credentials.SAMPLE, scenario),
                clock);
        keepKeys();
    }

    /** One that finds no key but its own. */
    static ScenarioServer makingKeys(Path folder, String yaml) throws Exception {
        return new ScenarioServer(folder, Files.writeString(folder.resolve("scenario.yaml"), yaml), false);
    }

    private void lendKeys() throws IOException {
        for (Map.Entry<String, String> key : APP_KEYS.entrySet()) {
            Path pem = folder.resolve(key.getKey());
            if (Files.notExists(pem)) {
                Files.writeString(pem, key.getValue());
            }
        }
    }

    private void keepKeys() throws IOException {
        try (DirectoryStream<Path> pems = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path pem : pems) {
                APP_KEYS.putIfAbsent(pem.getFileName().toString(), Files.readString(pem));
            }
        }
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** @param headers names and values in turn */
    HttpResponse<String> getSmsConfig(String tenant, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/" + tenant + "/api/v1/Agents/CustomerService/GetSmsConfig")
                .POST(HttpRequest.BodyPublishers.noBody());
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    int status(String tenant, String... headers) throws IOException, InterruptedException {
        return getSmsConfig(tenant, headers).statusCode();
    }

    JsonNode state(String tenant) throws IOException, InterruptedException {
        return json(get("/api/state/" + tenant));
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> refresh(String form) throws IOException, InterruptedException {
        return post("/login/common/oauth/tokens", "application/x-www-form-urlencoded", form);
    }

    JsonNode authenticate(String secret, String tenant, String signedToken) throws IOException, InterruptedException {
        HttpResponse<String> response = post(
                "/Login/api/PartnerSystemUser/Authenticate", "application/json", login(secret, tenant, signedToken));
        if (response.statusCode() != 200) {
            throw new AssertionError("HTTP " + response.statusCode());
        }
        return json(response);
    }

    /** What a client signs in with now. */
    String signed(String clientId, String token) throws GeneralSecurityException, IOException {
        return signed(clientId, token, clock.instant());
    }

    String signed(String clientId, String token, Instant time) throws GeneralSecurityException, IOException {
        String minute = DateTimeFormatter.ofPattern("yyyyMMddHHmm")
                .withZone(ZoneOffset.UTC)
                .format(time);
        return sign(privateKey(clientId), token + "." + minute);
    }

    PrivateKey privateKey(String clientId) throws IOException {
        return RsaKeyText.privateKey(Files.readString(folder.resolve(clientId + ".pem")));
    }

    static String sign(PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return text + "." + Base64.getEncoder().encodeToString(signature.sign());
    }

    static String login(String secret, String tenant, String signedToken) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("SignedSystemToken", signedToken);
        body.put("ApplicationToken", secret);
        body.put("ContextIdentifier", tenant);
        body.put("ReturnTokenType", "JWT");
        return body.toString();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    static JsonNode jwtPart(String jwt, int part) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[part]));
    }

    static List<String> cookies(HttpResponse<String> response) {
        List<String> cookies = new ArrayList<>();
        response.headers().allValues("Set-Cookie").forEach(cookie -> cookies.add(cookie.split(";", 2)[0]));
        return cookies;
    }

    @Override
    public void close() {
        server.close();
    }
}
