package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class RepositorySchemaTest {

    @TempDir
    Path folder;

    private void opened(int checksumOfV2) {
        try (JobStore store = JobStore.embedded(folder, Clock.systemUTC())) {
            new JdbcTemplate(store.dataSource())
                    .update(
                            "UPDATE \"flyway_schema_history\" SET \"checksum\" = ? WHERE \"version\" = '2'",
                            checksumOfV2);
        }
    }

    @Test
    void theListOfMigrationsIsFlyways() {
        try (JobStore store = JobStore.embedded(folder, Clock.systemUTC())) {
            assertThat(RepositorySchema.ALL)
                    .isEqualTo(Arrays.stream(RepositorySchema.flyway(store.dataSource())
                                    .info()
                                    .all())
                            .map(migration -> migration.getVersion() + " " + migration.getChecksum())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void flywayIsAskedWhereTheHistoryIsNotTheWholeOne() {
        try (JobStore store = JobStore.embedded(folder, Clock.systemUTC())) {
            assertThat(RepositorySchema.isUpToDate(store.dataSource())).isTrue();
            for (String change : List.of(
                    "UPDATE \"flyway_schema_history\" SET \"success\" = FALSE WHERE \"version\" = '14'",
                    "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '14'",
                    "DROP TABLE \"flyway_schema_history\"")) {
                new JdbcTemplate(store.dataSource()).execute(change);
                assertThat(RepositorySchema.isUpToDate(store.dataSource()))
                        .as(change)
                        .isFalse();
            }
        }
    }

    @Test
    void aRepositoryFromBeforePostgresqlIsOpened() {
        opened(RepositorySchema.V2_BEFORE_POSTGRESQL);
        try (JobStore store = JobStore.embedded(folder, Clock.systemUTC())) {
            assertThat(store.runs().newest(1)).isEmpty();
        }
    }

    @Test
    void aRepositoryWithTablesOfAnotherMakeIsRefused() {
        opened(42);
        assertThatThrownBy(() -> JobStore.embedded(folder, Clock.systemUTC()))
                .isInstanceOf(RepositoryUnavailableException.class);
    }
}
