package dev.smsconfig.job;

class TrendLedgerPostgresqlTest extends TrendLedgerTest {

    private final String url = PostgresqlRepositories.fresh();

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(url);
    }
}
