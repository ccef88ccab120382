package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real processes: the server in one, the run in another that is killed or stopped in the middle of its saves. */
class KillAndResumeIT {

    private static final int TENANTS = 600;

    @TempDir
    Path folder;

    private FleetProcesses fleet;

    @BeforeEach
    void serve() throws IOException {
        fleet = new FleetProcesses(folder, TENANTS);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
    }

    @Test
    void aKilledRunGoesOnAndSavesNoTenantTwice() throws Exception {
        Process apply = fleet.apply();
        fleet.waitForSaves(100, apply);
        apply.destroyForcibly().waitFor();
        int savedBefore = fleet.savesByTenant().size();
        assertThat(savedBefore).isLessThan(TENANTS);

        JsonNode killed = fleet.json("runs").at("/runs/0");
        assertThat(killed.at("/status").asString()).isEqualTo("INTERRUPTED");
        String run = killed.at("/id").asString();
        assertThat(fleet.run("resume", run, "--yes").exitCode()).isZero();

        assertThat(fleet.savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
        JsonNode shown = fleet.json("show", run);
        assertThat(shown.at("/summary/converged").asInt()).isEqualTo(TENANTS);
        List<String> tenants = new ArrayList<>();
        shown.at("/tenants").forEach(tenant -> tenants.add(tenant.at("/tenant").asString()));
        assertThat(tenants)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, TENANTS)
                        .mapToObj(FleetProcesses::tenant)
                        .toList());
        assertThat(Files.readString(folder.resolve("work/repository.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("Zq-secret");
    }

    @Test
    void aSignalStopsCleanlyAndResumeGoesOn() throws Exception {
        Process apply = fleet.apply();
        fleet.waitForSaves(50, apply);
        apply.destroy();
        assertThat(apply.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(apply.exitValue()).isEqualTo(5);

        JsonNode stopped = fleet.json("runs").at("/runs/0");
        assertThat(stopped.at("/status").asString()).isEqualTo("STOPPED");
        assertThat(stopped.at("/summary/unknown").asInt()).isZero();
        assertThat(stopped.at("/summary/converged").asInt()
                        + stopped.at("/summary/notAttempted").asInt())
                .isEqualTo(TENANTS);

        assertThat(fleet.run("resume", stopped.at("/id").asString(), "--yes").exitCode())
                .isZero();
        assertThat(fleet.savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
    }
}
