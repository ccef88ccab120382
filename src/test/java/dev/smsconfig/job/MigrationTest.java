package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Repositories of earlier versions are taken over with what they hold. */
class MigrationTest {

    @TempDir
    Path folder;

    @Test
    void anEarlierRunWasAboutItsWholeInventory() {
        DriverManagerDataSource database =
                new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("repository"), "sa", "");
        Flyway.configure()
                .dataSource(database)
                .javaMigrations(new BatchSchemaMigration())
                .target("3")
                .load()
                .migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (String run : new String[] {"r1", "r2"}) {
            jdbc.update(
                    "INSERT INTO run (run_id, command, environment, status, configs, config_dirty, max_changes,"
                            + " started_at, holder) VALUES (?, 'apply', 'e', 'COMPLETED', 'configs', FALSE, '30%',"
                            + " CURRENT_TIMESTAMP, 'h 1')",
                    run);
        }
        for (int seq = 0; seq < 3; seq++) {
            jdbc.update("INSERT INTO run_tenant VALUES ('r1', ?, ?, 0, 'all', 'o', 'h')", seq, "T" + seq);
        }

        try (JobStore store = JobStore.embedded(folder, Clock.systemUTC())) {
            assertThat(store.runs().find("r1").orElseThrow().origin())
                    .isEqualTo(new Run.Origin("configs", null, false, null, 3));
            assertThat(store.runs().find("r2").orElseThrow().origin().fleetSize())
                    .isZero();
        }
    }
}
