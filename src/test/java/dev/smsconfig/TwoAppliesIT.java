package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes that would save in one environment, on either database. */
class TwoAppliesIT {

    private static final int TENANTS = 300;

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
    void onH2OneWorksAndTheOtherTakesOverOnceTheFirstIsKilled() throws Exception {
        oneWorksAndTheOtherTakesOver();
    }

    @Test
    void onPostgresqlOneWorksAndTheOtherTakesOverOnceTheFirstIsKilled() throws Exception {
        fleet.fleet(repository(TestPostgres.newDatabase()));
        oneWorksAndTheOtherTakesOver();
    }

    private static String repository(String url) {
        return "repository: { url: \"" + url + "\", username: " + TestPostgres.USER + " }\n";
    }

    private void oneWorksAndTheOtherTakesOver() throws Exception {
        Process first = fleet.apply();
        fleet.waitForSaves(20, first);
        fleet.freezeServer();
        FleetProcesses.Ended second = fleet.run("apply", "--yes");
        assertThat(second.exitCode()).isEqualTo(6);
        assertThat(second.err()).contains("apply 20", "host ", "process " + first.pid());
        assertThat(first.isAlive()).as("the first went on meanwhile").isTrue();

        first.destroyForcibly().waitFor();
        fleet.thawServer();
        FleetProcesses.Ended third = fleet.run("apply", "--yes");
        assertThat(third.err()).contains("was interrupted", "process " + first.pid());
        assertThat(third.exitCode()).isZero();
        assertThat(fleet.savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
        assertThat(fleet.json("runs")
                        .at("/runs")
                        .valueStream()
                        .map(run -> run.at("/status").asString()))
                .containsExactly("COMPLETED", "INTERRUPTED");
    }

    /** The row is made to name another host, as if the killed process had run there. */
    @Test
    void aSilentProcessOfAnotherHostIsTakenOverOnceItsLeaseEnded() throws Exception {
        String url = TestPostgres.newDatabase();
        fleet.fleet(repository(url));
        Process first = fleet.apply();
        fleet.waitForSaves(20, first);
        first.destroyForcibly().waitFor();
        execute(
                url,
                "UPDATE lease SET host = 'elsewhere', process_space = 'elsewhere',"
                        + " expires_at = CURRENT_TIMESTAMP + INTERVAL '600' SECOND");
        FleetProcesses.Ended refused = fleet.run("apply", "--yes");
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("host elsewhere", "smsconfig.jar resume 20");

        String run = fleet.json("runs").at("/runs/0/id").asString();
        execute(url, "UPDATE lease SET expires_at = CURRENT_TIMESTAMP + INTERVAL '10' SECOND");
        long began = System.nanoTime();
        FleetProcesses.Ended resumed = fleet.run("resume", run, "--yes");
        assertThat(resumed.err()).contains("Waiting for the end of the lease");
        assertThat(resumed.exitCode()).isZero();
        assertThat((System.nanoTime() - began) / 1_000_000_000).isGreaterThanOrEqualTo(9);
        assertThat(fleet.savesByTenant())
                .hasSize(TENANTS)
                .allSatisfy((tenant, saves) -> assertThat(saves).as(tenant).isEqualTo(1));
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, null);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
