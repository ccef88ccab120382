package dev.smsconfig.job;

class RunLockPostgresqlTest extends RunLockTest {

    private final String url = PostgresqlRepositories.fresh();

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(url);
    }
}
