package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/state/{tenant}} as SuperOffice documentation, authentication and tenant status, has it, and what a tenant that does not run answers. */
class TenantDirectoryTest {

    private static final TenantId TENANT = new TenantId("Cust00001");

    @TempDir
    Path folder;

    private ScenarioServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScenarioServer(folder, """
                tenants:
                  Cust00001: { version: 11.10.721.0 }
                  Moved: { host: localhost }
                discovery: { validFor: 90s }
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersTheDocumentedPropertiesWithoutALogin() throws Exception {
        HttpResponse<String> response = server.get("/api/state/Cust00001");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        String endpoint = "http://127.0.0.1:" + server.port() + "/Cust00001";
        assertThat(response.body())
                .isEqualTo("{\"ContextIdentifier\":\"Cust00001\",\"Endpoint\":\"" + endpoint
                        + "\",\"State\":\"Running\",\"IsRunning\":true,\"ValidUntil\":\"2026-03-01T12:01:30.0000000Z\","
                        + "\"Api\":\"" + endpoint + "/api\",\"Version\":\"Release_11.10_2026.02.24-01\"}");
    }

    @Test
    void validUntilIsCountedFromTheRequest() throws Exception {
        server.clock.advance(Duration.ofMinutes(1));

        assertThat(server.state("Cust00001").get("ValidUntil").stringValue()).isEqualTo("2026-03-01T12:02:30.0000000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nobody", "cust00001", "-x", "Cust%30001"})
    void aTenantThatIsNotThereIsNotFound(String tenant) throws Exception {
        assertThat(server.get("/api/state/" + tenant).statusCode()).isEqualTo(404);
    }

    @Test
    void isForGet() throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/state/Cust00001")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "Unknown,            false, false, 404",
        "Provisioning,       false, false, 503",
        "Running,            true,  true,  200",
        "Deleted,            false, false, 404",
        "Suspended,          false, true,  403",
        "OnlineMaintenance,  true,  true,  200",
        "OfflineMaintenance, false, true,  503",
        "ProvisioningFailed, false, false, 404",
        "Deleting,           false, true,  404",
        "DeleteFailed,       false, true,  404",
        "MigrationPending,   false, true,  503"
    })
    void everyDocumentedStateIsToldAndDecidesAboutTheApi(
            String state, boolean isRunning, boolean hasAddress, int apiStatus) throws Exception {
        server.server.controls().setState(TENANT, state);

        JsonNode body = server.state("Cust00001");
        assertThat(body.get("State").stringValue()).isEqualTo(state);
        assertThat(body.get("IsRunning").booleanValue()).isEqualTo(isRunning);
        assertThat(body.get("Api").isNull()).isNotEqualTo(hasAddress);
        assertThat(body.get("Endpoint").isNull()).isNotEqualTo(hasAddress);
        assertThat(server.status("Cust00001", "Authorization", WebApiCaller.basic("sample:sample")))
                .isEqualTo(apiStatus);
    }

    @Test
    void offlineMaintenanceSaysWhenToTryAgain() throws Exception {
        server.server.controls().setState(TENANT, "OfflineMaintenance");

        assertThat(server.getSmsConfig("Cust00001", "Authorization", WebApiCaller.basic("sample:sample"))
                        .headers()
                        .firstValue("Retry-After"))
                .hasValue("120");
    }

    @Test
    void onlyWhoIsLetInLearnsOfTheStateFromTheApi() throws Exception {
        server.server.controls().setState(TENANT, "Suspended");

        assertThat(server.status("Cust00001")).isEqualTo(401);
    }

    @Test
    void aTenantAtAHostOfItsOwnIsToldThere() throws Exception {
        assertThat(server.state("Moved").get("Api").stringValue())
                .isEqualTo("http://localhost:" + server.port() + "/Moved/api");
    }

    @Test
    void aTenantThatMovesIsToldAtTheNewHost() throws Exception {
        server.server.controls().move(TENANT, "localhost");

        assertThat(server.state("Cust00001").get("Endpoint").stringValue())
                .isEqualTo("http://localhost:" + server.port() + "/Cust00001");
    }

    @Test
    void theDirectoryCanGiveAnotherNameOfTheSameServer() throws Exception {
        try (ScenarioServer other = new ScenarioServer(
                Files.createDirectory(folder.resolve("other")),
                "tenants: { Cust00001: {} }\ndiscovery: { host: localhost }")) {
            assertThat(other.state("Cust00001").get("Api").stringValue())
                    .isEqualTo("http://localhost:" + other.port() + "/Cust00001/api");
            assertThat(other.status("Cust00001", "Authorization", WebApiCaller.basic("sample:sample")))
                    .isEqualTo(200);
        }
    }

    @Test
    void thereIsADirectoryWithoutAScenarioToo() throws Exception {
        try (SampleServer plain = SampleServerFixture.start(folder.resolve("plain.jsonl"), "Cust00001")) {
            HttpResponse<String> response = new WebApiCaller(plain)
                    .send(HttpRequest.newBuilder(URI.create(plain.url() + "/api/state/Cust00001"))
                            .build());
            assertThat(response.body()).contains("\"State\":\"Running\"");
        }
    }

    @Test
    void controlsRefuseWhatThereIsNot() {
        ServerControls controls = server.server.controls();

        assertThatThrownBy(() -> controls.setState(TENANT, "Asleep")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controls.move(new TenantId("Nobody"), "localhost"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(controls.revoke("7T:unknown")).isFalse();
    }

    @Test
    void questionsAreCounted() throws Exception {
        server.state("Cust00001");
        server.state("Moved");

        assertThat(server.server.requestLog().requests("state")).isEqualTo(2);
    }
}
