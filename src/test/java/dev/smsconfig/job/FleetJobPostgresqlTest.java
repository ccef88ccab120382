package dev.smsconfig.job;

import dev.smsconfig.TestPostgres;

class FleetJobPostgresqlTest extends FleetJobTest {

    private final String url = PostgresqlRepositories.fresh();

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(url);
    }

    @Override
    void loseRepository() {
        String name = TestPostgres.nameOf(url);
        TestPostgres.asAdministrator(
                "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    @Override
    void regainRepository() {
        TestPostgres.asAdministrator("ALTER DATABASE " + TestPostgres.nameOf(url) + " ALLOW_CONNECTIONS true");
    }
}
