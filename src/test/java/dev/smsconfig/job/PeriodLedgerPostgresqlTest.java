package dev.smsconfig.job;

class PeriodLedgerPostgresqlTest extends PeriodLedgerTest {

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(PostgresqlRepositories.fresh());
    }
}
