package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.cli.Commands;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real processes: the server in one, commands on its fleet in others that may be killed or stopped. */
final class FleetProcesses {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Process server;
    private final String url;

    /** What a command that ended gave. */
    record Ended(int exitCode, String out, String err) {}

    /** Starts a server with so many tenants, and writes a fleet that changes each. */
    FleetProcesses(Path folder, int tenants) throws IOException {
        this.folder = folder;
        server = new ProcessBuilder(command(
                        "sample-server",
                        "--port",
                        "0",
                        "--tenants",
                        String.valueOf(tenants),
                        "--state",
                        folder.resolve("server/state.jsonl").toString()))
                .redirectError(folder.resolve("server.err").toFile())
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        JsonNode announcement = JSON.readTree(out.readLine());
        assertThat(announcement.at("/tenants")).hasSize(tenants);
        url = announcement.at("/url").asString();
        fleet("");
        Path files = Files.createDirectories(folder.resolve("configs/tenants"));
        for (int i = 1; i <= tenants; i++) {
            Files.writeString(files.resolve(tenant(i) + ".yaml"), """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s }
                    spec: { NsPluginSender: Acme%d, NsPluginConfig: { cm_password: "ref+env://SECRET" } }
                    """.formatted(tenant(i), i));
        }
    }

    static String tenant(int number) {
        return "Cust%05d".formatted(number);
    }

    /** @param more further lines of {@code fleet.yaml} */
    void fleet(String more) throws IOException {
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("configs/fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here: { api: "%s/{tenant}/api", insecure: true, auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" } }
                guards: { maxChanged: 100%% }
                rollout: { waves: [ { name: all } ], failureBudget: { percent: 100 } }
                """.formatted(url) + more);
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // the second compiler and parallel collection cost more than such short processes get back
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target/smsconfig.jar").toAbsolutePath().toString()));
        command.addAll(List.of(args));
        return command;
    }

    /** Starts a command; its output goes to the files {@code NAME.out} and {@code NAME.err}. */
    private Process start(String name, String... args) throws IOException {
        List<String> command = command(args);
        command.addAll(List.of(
                "--work", folder.resolve("work").toString(),
                "--configs", folder.resolve("configs").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().putAll(Map.of("PASSWORD", "sample", "SECRET", "Zq-secret"));
        return builder.start();
    }

    /** Starts a run that goes on in the background. */
    Process apply() throws IOException {
        return start("background", "apply", "--yes", "--parallelism", "4");
    }

    Ended run(String... args) throws Exception {
        Process process = start("command", args);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("command.out")),
                Files.readString(folder.resolve("command.err")));
    }

    /** What a command tells that only looks: that needs no process of its own. */
    JsonNode json(String... args) {
        List<String> command = new ArrayList<>(List.of(args));
        command.addAll(List.of(
                "-o",
                "json",
                "--work",
                folder.resolve("work").toString(),
                "--configs",
                folder.resolve("configs").toString()));
        Commands.Result result = new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", "Zq-secret")
                .run(command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    /** Saves by tenant, told by the server's own state file: one line each. */
    Map<String, Long> savesByTenant() throws IOException {
        Path state = folder.resolve("server/state.jsonl");
        if (!Files.exists(state)) {
            return Map.of();
        }
        return Files.readAllLines(state).stream()
                .filter(line -> line.endsWith("}"))
                .map(line -> JSON.readTree(line).at("/tenant").asString())
                .collect(Collectors.groupingBy(tenant -> tenant, Collectors.counting()));
    }

    void waitForSaves(int count, Process run) throws Exception {
        Path state = folder.resolve("server/state.jsonl");
        while (!Files.exists(state) || lines(state) < count || savesByTenant().size() < count) {
            assertThat(run.isAlive())
                    .as("the run ended too early for this test")
                    .isTrue();
            run.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    /** Counted before anything is parsed: this looks a hundred times a second. */
    private static long lines(Path file) throws IOException {
        long lines = 0;
        for (byte b : Files.readAllBytes(file)) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Freezes the server: whoever asks it waits, however fast or slow this machine is. */
    void freezeServer() throws Exception {
        signal("-STOP");
    }

    void thawServer() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", name, String.valueOf(server.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    void close() throws Exception {
        thawServer();
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
