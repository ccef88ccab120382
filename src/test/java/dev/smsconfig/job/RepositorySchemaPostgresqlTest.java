package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RepositorySchemaPostgresqlTest {

    @Test
    void flywayIsAskedOnlyWhereTheHistoryIsNotTheWholeOne() {
        try (JobStore store =
                JobStore.open(PostgresqlRepositories.connection(PostgresqlRepositories.fresh()), Clock.systemUTC())) {
            assertThat(RepositorySchema.isUpToDate(store.dataSource())).isTrue();
            new JdbcTemplate(store.dataSource()).execute("DROP TABLE \"flyway_schema_history\"");
            assertThat(RepositorySchema.isUpToDate(store.dataSource())).isFalse();
        }
    }
}
