package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RefusedRequestsTest {

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(folder.resolve("state.jsonl"), "Cust00001");
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void withoutCredentialsIsUnauthorized() throws Exception {
        HttpResponse<String> response = caller.send(caller.request(caller.uri("Cust00001", "GetSmsConfig"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
        assertError(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sample:wrong", "other:sample", "sample:", ":sample", "sample", "sample:sample ", "Sample:sample"
            })
    void wrongCredentialsAreUnauthorized(String userAndPassword) throws Exception {
        assertThat(statusWith(WebApiCaller.basic(userAndPassword))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Bearer c2FtcGxlOnNhbXBsZQ==", "SOTicket 7T:abc"})
    void otherAuthorizationsAreUnauthorized(String authorization) throws Exception {
        assertThat(statusWith(authorization)).isEqualTo(401);
    }

    @Test
    void theSchemeIsReadInAnyCase() throws Exception {
        assertThat(statusWith(WebApiCaller.basic("sample:sample").replace("Basic", "bASIC")))
                .isEqualTo(200);
    }

    @Test
    void unauthorizedSaveStoresNothing() throws Exception {
        caller.send(caller.request(caller.uri("Cust00001", "SaveSmsConfig"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(SampleServerFixture.SAVE))
                .build());

        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @Test
    void strangerDoesNotLearnWhichTenantsThereAre() throws Exception {
        HttpResponse<String> response = caller.send(caller.request(caller.uri("Nobody", "GetSmsConfig"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cust99999", "cust00001", "-x", "Cust%30001"})
    void unknownTenantIsNotFound(String tenant) throws Exception {
        HttpResponse<String> response = caller.post(tenant, "GetSmsConfig");

        assertThat(response.statusCode()).isEqualTo(404);
        assertError(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeleteSmsConfig", "GetSmsConfig/more", "GetSmsConfig/", ".."})
    void unknownOperationIsNotFound(String operation) throws Exception {
        HttpResponse<String> response = caller.post("Cust00001", operation);

        assertThat(response.statusCode()).isEqualTo(404);
        assertError(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/Cust00001//api", "/Cust00001", "/Cust00001/api/v2/Agents/CustomerService/GetSmsConfig"})
    void otherPathIsNotFound(String path) throws Exception {
        HttpResponse<String> response = caller.send(caller.authorized(URI.create(server.url() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodIsNotAllowed(String method) throws Exception {
        HttpResponse<String> response = caller.send(caller.authorized(caller.uri("Cust00001", "SaveSmsConfig"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonp", "application/soap+xml", ";"})
    void otherContentTypeIsUnsupported(String contentType) throws Exception {
        HttpResponse<String> response =
                caller.send(caller.save("Cust00001", contentType, SampleServerFixture.SAVE.getBytes()));

        assertThat(response.statusCode()).isEqualTo(415);
        assertError(response);
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @Test
    void saveWithoutContentTypeIsUnsupported() throws Exception {
        assertThat(caller.post("Cust00001", "SaveSmsConfig").statusCode()).isEqualTo(415);
    }

    @Test
    void bodyOfOneMebibyteIsRead() throws Exception {
        assertThat(caller.save("Cust00001", saveOfLength(1 << 20)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 8 << 20})
    void longerBodyIsTooLarge(int length) throws Exception {
        HttpResponse<String> response = caller.save("Cust00001", saveOfLength(length));

        assertThat(response.statusCode()).isEqualTo(413);
        assertError(response);
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "{\"NsPluginSender\":\"SECRET",
                "{\"NsPluginSender\":\"SECRET\"} trailing",
                "{\"NsPluginSender\":SECRET}",
                "[]",
                "\"SECRET\"",
                "{\"NsPluginSender\":47}",
                "{\"DefaultSmsCountry\":0.5}",
                "{\"NetServerSmsProvider\":true}",
                "{\"NsPluginSender\":[\"SECRET\"]}",
                "{\"NsPluginConfig\":\"SECRET\"}",
                "{\"NsPluginConfig\":[\"SECRET\"]}",
                "{\"NsPluginConfig\":{\"SECRET\":1}}",
                "{\"NsPluginConfig\":{\"SECRET\":{\"SECRET\":\"x\"}}}",
                "{\"NsPluginSender\":\"SECRET\\ud800\"}",
                "<SmsConfig>SECRET</SmsConfig>"
            })
    void invalidBodyIsABadRequestThatStoresAndRepeatsNothing(String body) throws Exception {
        HttpResponse<String> response = caller.save("Cust00001", body);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = WebApiCaller.json(response);
        assertThat(answer.propertyNames()).containsExactly("Message", "MessageDetail");
        assertThat(answer.get("Message").stringValue()).isEqualTo("The request is invalid.");
        assertThat(answer.get("MessageDetail").stringValue()).isNotBlank().doesNotContain("SECRET");
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @Test
    void bodyThatIsNotUtf8IsABadRequest() throws Exception {
        byte[] latin1 = "{\"NsPluginSender\":\"Bl\u00e5\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(caller.send(caller.save("Cust00001", "application/json", latin1))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void deeplyNestedBodyIsABadRequest() throws Exception {
        String body = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(caller.save("Cust00001", body).statusCode()).isEqualTo(400);
    }

    @Test
    void theBadRequestNamesThePropertyAtFault() throws Exception {
        HttpResponse<String> response = caller.save("Cust00001", "{\"nsPluginSender\":47}");

        assertThat(response.body()).contains("'NsPluginSender' must be a string");
    }

    private int statusWith(String authorization) throws Exception {
        return caller.send(caller.request(caller.uri("Cust00001", "GetSmsConfig"))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    private static String saveOfLength(int length) {
        String start = "{\"NsPluginSender\":\"long\",\"filler\":\"";
        return start + "x".repeat(length - start.length() - 2) + "\"}";
    }

    private static void assertError(HttpResponse<String> response) {
        JsonNode error = WebApiCaller.json(response);
        assertThat(error.propertyNames()).containsExactly("Error", "ErrorType", "Message", "ErrorSource");
        assertThat(error.get("Error").booleanValue()).isTrue();
    }
}
