package dev.smsconfig.job;

class RollbackRunPostgresqlTest extends RollbackRunTest {

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(PostgresqlRepositories.fresh());
    }
}
