package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands tell of a fleet's coverage, and how they end by it. */
class CoverageCommandTest {

    @TempDir
    Path folder;

    private void fleet(String coverage) throws IOException {
        Path tenants = Files.createDirectories(folder.resolve("configs/tenants"));
        Files.writeString(tenants.resolveSibling("fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments: { here: { server: embedded } }
                guards: { maxChanged: 100%% }
                coverage: %s
                """.formatted(coverage));
        for (String id : new String[] {"A", "B"}) {
            Files.writeString(tenants.resolve(id + ".yaml"), """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s }
                    spec: { NsPluginSender: Acme }
                    """.formatted(id));
        }
    }

    private Commands.Result run(String command, String... options) {
        String[] args = java.util.Arrays.copyOf(new String[] {command}, options.length + 5);
        System.arraycopy(options, 0, args, 1, options.length);
        args[options.length + 1] = "--configs";
        args[options.length + 2] = folder.resolve("configs").toString();
        args[options.length + 3] = "--work";
        args[options.length + 4] = folder.resolve("work").toString();
        return new Commands().run(args);
    }

    @Test
    void tellsGapsAndFailsTheRunWhereThePolicyWantsIt() throws Exception {
        fleet("{ inventory: inventory.txt, policy: report }");
        Files.writeString(folder.resolve("configs/inventory.txt"), "# those that we sold\nA\nC\n");

        Commands.Result apply = run("apply", "--yes");
        assertThat(apply.exitCode()).isZero();
        assertThat(apply.err())
                .containsSubsequence(
                        "Coverage:",
                        "  1 tenant has a file and is not in the inventory: B",
                        "  1 tenant of the inventory without a file, so not managed: C",
                        "Apply: 2 converged");

        fleet("{ inventory: inventory.txt, policy: fail }");
        for (String command : new String[] {"plan", "drift"}) {
            Commands.Result looked = run(command);
            assertThat(looked.exitCode()).as(command).isEqualTo(4);
            assertThat(looked.out())
                    .contains("Coverage, whose policy fails the run:", "without a file, so not managed: C");
        }

        Path reports = folder.resolve("reports");
        JsonNode run = new JsonMapper()
                .readTree(run("apply", "--yes", "-o", "json", "--report", reports.toString())
                        .out());
        assertThat(run.at("/exitCode").asInt()).isEqualTo(4);
        assertThat(run.at("/summary/inSync").asInt()).isEqualTo(2);
        assertThat(run.at("/coverage").toString())
                .isEqualTo("[{\"kind\":\"FILE_WITHOUT_TENANT\",\"tenant\":\"B\",\"since\":null},"
                        + "{\"kind\":\"TENANT_WITHOUT_FILE\",\"tenant\":\"C\",\"since\":null}]");
        assertThat(Files.readString(reports.resolve("run.json"))).contains("\"kind\":\"TENANT_WITHOUT_FILE\"");
        assertThat(run("show", run.at("/run/id").asString()).out()).contains("Coverage, whose policy fails the run:");
    }

    @Test
    void reachesNobodyWithAnInventoryThatIsNone() throws Exception {
        fleet("{ inventory: inventory.txt }");
        Path inventory = folder.resolve("configs/inventory.txt");

        assertRefused("can't be read");
        Files.writeString(inventory, "# nobody\n");
        assertRefused("names no tenant");
        Files.writeString(inventory, "A\nnot an id: Zq-canary\n");
        assertRefused("has no tenant id in line 2");
        Files.write(inventory, new byte[] {(byte) 0xff, 'A'});
        assertRefused("is no text in UTF-8");
    }

    private void assertRefused(String reason) {
        Commands.Result plan = run("plan");
        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.err())
                .contains("coverage.inventory of fleet.yaml: the file inventory.txt " + reason)
                .contains("no tenant was reached")
                .doesNotContain("Zq-canary");
    }

    @Test
    void takesAnInventoryFromElsewhere() throws Exception {
        Path inventory = Files.writeString(folder.resolve("elsewhere.txt"), "A\nB\n");
        fleet("{ inventory: \"" + inventory + "\", policy: fail }");

        assertThat(run("apply", "--yes").exitCode()).isZero();
        assertThat(run("plan").exitCode()).isZero();
    }
}
