package dev.smsconfig.job;

import dev.smsconfig.TestPostgres;
import java.time.Clock;
import java.time.Duration;

/** Job repositories on a real PostgreSQL. */
final class PostgresqlRepositories {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private PostgresqlRepositories() {}

    /** The JDBC URL of a new one, with all its tables and nothing in them. */
    static String fresh() {
        return TestPostgres.newDatabase(
                "repository",
                url -> JobStore.open(connection(url), Clock.systemUTC()).close());
    }

    static RepositoryConnection connection(String url) {
        return RepositoryConnection.postgresql(url, TestPostgres.USER, null, PATIENCE);
    }
}
