package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.job.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleServerCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** What is done with the announcement while the server runs. */
    private interface Visit {
        void visit(JsonNode announcement) throws Exception;
    }

    private void serving(Visit visit, String... options) throws Exception {
        StopSignal stop = new StopSignal();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                lines.add(line);
            }
        };
        Terminal terminal =
                new Terminal(new ByteArrayInputStream(new byte[0]), out, out, false, false, false, Map.of());
        List<String> args = new ArrayList<>(List.of(
                "sample-server",
                "--port",
                "0",
                "--state",
                folder.resolve("state.jsonl").toString()));
        args.addAll(List.of(options));
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> SmsConfigApplication.run(args.toArray(String[]::new), terminal, stop));
        try {
            String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("announcement").isNotNull();
            visit.visit(JsonMapper.shared().readTree(line));
        } finally {
            stop.request();
        }
        assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
    }

    private static List<String> tenants(JsonNode announcement) {
        List<String> tenants = new ArrayList<>();
        announcement.get("tenants").forEach(tenant -> tenants.add(tenant.stringValue()));
        return tenants;
    }

    @Test
    void servesTwentyFiveTenantsUnlessToldOtherwise() throws Exception {
        serving(line -> {
            assertThat(tenants(line)).hasSize(25).startsWith("Cust00001").endsWith("Cust00025");
            assertThat(line.propertyNames()).containsExactly("url", "tenants", "auth");
        });
    }

    @Test
    void servesTheTenantsOfAScenarioAndNoOthers() throws Exception {
        serving(
                line -> assertThat(tenants(line))
                        .hasSize(10)
                        .startsWith("Cust00030")
                        .endsWith("Cust00039"),
                "--scenario",
                "samples/scenarios/online.yaml");
    }

    @Test
    void servesMoreTenantsBesideTheScenario() throws Exception {
        serving(
                line -> assertThat(tenants(line)).hasSize(12).contains("Cust00001", "Cust00002", "Cust00030"),
                "--tenants",
                "2",
                "--scenario",
                "samples/scenarios/online.yaml");
    }

    @Test
    void theAnnouncementSaysWhereTheDirectoryAndTheKeysAre() throws Exception {
        serving(
                line -> {
                    HttpResponse<String> state = HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(line.get("state")
                                                    .stringValue()
                                                    .replace("{tenant}", "Cust00036")))
                                            .timeout(PATIENCE)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
                    assertThat(state.body()).contains("\"State\":\"Suspended\"");
                    JsonNode app = line.get("apps").get(0);
                    assertThat(Path.of(app.get("privateKeyPem").stringValue())).exists();
                    assertThat(Path.of(app.get("privateKeyXml").stringValue())).exists();
                },
                "--scenario",
                "samples/scenarios/online.yaml");
    }

    @Test
    void aScenarioThatIsNoneIsAnErrorThatNamesThePlace() throws Exception {
        Path scenario = Files.writeString(folder.resolve("wrong.yaml"), "tenants: { A: { state: Asleep } }");

        Commands.Result result = new Commands()
                .run(
                        "sample-server",
                        "--port",
                        "0",
                        "--state",
                        folder.resolve("state.jsonl").toString(),
                        "--scenario",
                        scenario.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("wrong.yaml, at tenants.A.state: write one of", "Suspended");
        assertThat(folder.resolve("state.jsonl")).doesNotExist();
    }
}
