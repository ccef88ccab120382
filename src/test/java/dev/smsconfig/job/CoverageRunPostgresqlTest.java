package dev.smsconfig.job;

class CoverageRunPostgresqlTest extends CoverageRunTest {

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(PostgresqlRepositories.fresh());
    }
}
