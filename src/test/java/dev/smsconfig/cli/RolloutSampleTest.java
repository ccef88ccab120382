package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** samples/rollout does what samples/README.md says. */
class RolloutSampleTest {

    private static final Path SOURCE = Path.of("samples/rollout");

    @TempDir
    Path folder;

    private SampleServer serve(String scenario) throws Exception {
        SampleServer server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE,
                Path.of("samples/scenarios", scenario)));
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("configs").resolve(SOURCE.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replaceAll("http://127\\.0\\.0\\.1:\\d+", server.url()));
            }
        }
        return server;
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of("--work", folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private Commands.Result runOnFleet(String... args) {
        return run(Stream.concat(
                        Stream.of(args),
                        Stream.of("--configs", folder.resolve("configs").toString()))
                .toArray(String[]::new));
    }

    private static Map<String, Integer> outcomesByWave(JsonNode run) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode tenant : run.at("/tenants")) {
            counts.merge(
                    tenant.at("/wave").asString() + " " + tenant.at("/outcome").asString(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void stopsWhereTheCalculationSaidAndGoesOnOnceItIsRepaired() throws Exception {
        String runId;
        try (SampleServer server = serve("rollout.yaml")) {
            assertThat(runOnFleet("plan").out()).contains("Rollout: stops at the 3rd failure; 4 waves; about ");
            Commands.Result apply = runOnFleet("apply", "--yes", "-o", "json");
            JsonNode run = new JsonMapper().readTree(apply.out());
            runId = run.at("/run/id").asString();
            assertThat(apply.exitCode()).isEqualTo(4);
            assertThat(outcomesByWave(run))
                    .isEqualTo(Map.of(
                            "canary CONVERGED", 2,
                            "norway FAILED", 3,
                            "norway NOT_ATTEMPTED", 3,
                            "half NOT_ATTEMPTED", 6,
                            "rest NOT_ATTEMPTED", 6));
            assertThat(IntStream.rangeClosed(109, 120)
                            .mapToObj(i -> new TenantId("Cust%05d".formatted(i)))
                            .mapToLong(tenant -> server.requestLog().savesOf(tenant))
                            .sum())
                    .isZero();
            assertThat(apply.err()).contains("resume " + runId + " --work ");
        }
        try (SampleServer server = serve("rollout-repaired.yaml")) {
            Commands.Result resumed = runOnFleet("resume", runId, "--yes", "-o", "json");
            assertThat(resumed.exitCode()).isZero();
            assertThat(outcomesByWave(new JsonMapper().readTree(resumed.out())))
                    .isEqualTo(Map.of(
                            "canary CONVERGED", 2,
                            "norway CONVERGED", 6,
                            "half CONVERGED", 6,
                            "rest CONVERGED", 6));
            assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(18);
            goesBack(server, runId);
        }
        assertThat(run("show", runId).out())
                .containsSubsequence(
                        "What happened",
                        "started by",
                        "wave canary began",
                        "wave canary passed its gate",
                        "wave norway began",
                        "wave norway was stopped: the failure budget was spent at 3 failed tenants",
                        "sealed PARTIAL",
                        "resumed by",
                        "wave rest passed its gate",
                        "sealed COMPLETED",
                        "Waves",
                        "norway",
                        "passed",
                        "6 tenants: 6 converged");
    }

    private void goesBack(SampleServer server, String runId) {
        long before = server.requestLog().requests("SaveSmsConfig");
        Commands.Result first = runOnFleet("rollback", runId, "--yes", "--until", "norway", "-o", "json");
        assertThat(first.exitCode()).isEqualTo(7);
        JsonNode run = new JsonMapper().readTree(first.out());
        assertThat(outcomesByWave(run))
                .isEqualTo(Map.of(
                        "canary CONVERGED", 2,
                        "norway CONVERGED", 6,
                        "half NOT_ATTEMPTED", 6,
                        "rest NOT_ATTEMPTED", 6));
        assertThat(server.requestLog().requests("SaveSmsConfig") - before).isEqualTo(8);
        String rollback = run.at("/run/id").asString();
        assertThat(run("resume", rollback, "--yes").exitCode()).isZero();

        assertThat(runOnFleet("plan").out()).contains("20 tenants: ~ NsPluginSender \"Legacy\" -> \"Acme\"");
        assertThat(run("show", runId).out())
                .containsSubsequence(
                        "rolled back by run " + rollback, "what it saved is being taken back by run " + rollback);
    }
}
