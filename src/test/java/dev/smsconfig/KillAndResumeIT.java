package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real processes: the server in one, the run in another that is killed or stopped in the middle of its saves. */
class KillAndResumeIT {

    private static final int TENANTS = 600;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Process server;

    @BeforeEach
    void serve() throws IOException {
        server = new ProcessBuilder(command(
                        "sample-server",
                        "--port",
                        "0",
                        "--tenants",
                        String.valueOf(TENANTS),
                        "--state",
                        folder.resolve("server/state.jsonl").toString()))
                .redirectError(folder.resolve("server.err").toFile())
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        JsonNode announcement = JSON.readTree(out.readLine());
        assertThat(announcement.at("/tenants")).hasSize(TENANTS);
        fleet(announcement.at("/url").asString());
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void fleet(String url) throws IOException {
        Path tenants = Files.createDirectories(folder.resolve("configs/tenants"));
        Files.writeString(folder.resolve("configs/fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here: { api: "%s/{tenant}/api", insecure: true, auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" } }
                guards: { maxChanged: 100%% }
                rollout: { waves: [ { name: all } ], failureBudget: { percent: 100 } }
                """.formatted(url));
        for (int i = 1; i <= TENANTS; i++) {
            String id = "Cust%05d".formatted(i);
            Files.writeString(tenants.resolve(id + ".yaml"), """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s }
                    spec: { NsPluginSender: Acme%d, NsPluginConfig: { cm_password: "ref+env://SECRET" } }
                    """.formatted(id, i));
        }
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/smsconfig.jar").toAbsolutePath().toString()));
        command.addAll(List.of(args));
        return command;
    }

    private Process start(String... args) throws IOException {
        List<String> command = command(args);
        command.addAll(List.of("--work", folder.resolve("work").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()));
        builder.environment().putAll(Map.of("PASSWORD", "sample", "SECRET", "Zq-secret"));
        return builder.start();
    }

    private Process apply() throws IOException {
        return start(
                "apply",
                "--yes",
                "--parallelism",
                "4",
                "--configs",
                folder.resolve("configs").toString());
    }

    private int run(String... args) throws Exception {
        Process process = start(args);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private JsonNode json(String... args) throws Exception {
        Files.deleteIfExists(folder.resolve("out"));
        run(args);
        return JSON.readTree(Files.readString(folder.resolve("out")));
    }

    /** Saves by tenant, told by the server's own state file: one line each. */
    private Map<String, Long> savesByTenant() throws IOException {
        Path state = folder.resolve("server/state.jsonl");
        if (!Files.exists(state)) {
            return Map.of();
        }
        return Files.readAllLines(state).stream()
                .filter(line -> line.endsWith("}"))
                .map(line -> JSON.readTree(line).at("/tenant").asString())
                .collect(Collectors.groupingBy(tenant -> tenant, Collectors.counting()));
    }

    private void waitForSaves(int count, Process run) throws Exception {
        while (savesByTenant().size() < count) {
            assertThat(run.isAlive())
                    .as("the run ended too early for this test")
                    .isTrue();
            run.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aKilledRunGoesOnAndSavesNoTenantTwice() throws Exception {
        Process apply = apply();
        waitForSaves(100, apply);
        apply.destroyForcibly().waitFor();
        int savedBefore = savesByTenant().size();
        assertThat(savedBefore).isLessThan(TENANTS);

        String run = json("runs", "-o", "json").at("/runs/0/id").asString();
        assertThat(json("runs", "-o", "json").at("/runs/0/status").asString()).isEqualTo("INTERRUPTED");
        assertThat(run("resume", run, "--yes")).isZero();

        assertThat(savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
        JsonNode shown = json("show", run, "-o", "json");
        assertThat(shown.at("/summary/converged").asInt()).isEqualTo(TENANTS);
        List<String> tenants = new ArrayList<>();
        shown.at("/tenants").forEach(tenant -> tenants.add(tenant.at("/tenant").asString()));
        assertThat(tenants)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, TENANTS)
                        .mapToObj("Cust%05d"::formatted)
                        .toList());
        assertThat(Files.readString(folder.resolve("work/repository.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("Zq-secret");
    }

    @Test
    void aSignalStopsCleanlyAndResumeGoesOn() throws Exception {
        Process apply = apply();
        waitForSaves(50, apply);
        apply.destroy();
        assertThat(apply.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(apply.exitValue()).isEqualTo(5);

        JsonNode stopped = json("runs", "-o", "json").at("/runs/0");
        assertThat(stopped.at("/status").asString()).isEqualTo("STOPPED");
        assertThat(stopped.at("/summary/unknown").asInt()).isZero();
        assertThat(stopped.at("/summary/converged").asInt()
                        + stopped.at("/summary/notAttempted").asInt())
                .isEqualTo(TENANTS);

        assertThat(run("resume", stopped.at("/id").asString(), "--yes")).isZero();
        assertThat(savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
    }
}
