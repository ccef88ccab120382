package dev.smsconfig.job;

class AuditTrailPostgresqlTest extends AuditTrailTest {

    private final String url = PostgresqlRepositories.fresh();

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(url);
    }
}
